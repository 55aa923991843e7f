import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { checkCertificate } from "../../../electron/engine/pack/certificateCheck.ts";
import type { PackFile } from "../../../electron/engine/pack/definition.ts";
import type { CountedQuestion } from "../../../shared/questionSets.ts";
import { certifiedPack, type CertifiedPack } from "./certified.ts";

/** A certificate as JSON gives it: anything in it may be changed. */
type Loose<T> = T extends object ? { -readonly [K in keyof T]: Loose<T[K]> } : T;
type LooseCertificate = Omit<Loose<CertifiedPack["certificate"]>, "cases" | "pairs"> & {
  cases: LooseCase[];
  pairs: (Omit<LooseCase, "bases"> & { month: string; bases: { changes: [number, number, number][] }[] })[];
};
type LooseCase = Omit<Loose<CertifiedPack["certificate"]["cases"][number]>, "first" | "bases" | "others"> & {
  first: [number, number, number][];
  bases: { rounding: number; changes: [number, number, number][] }[];
  others: { base: number; changes: [number, number, number][] }[];
};

const asJson = (certificate: unknown): LooseCertificate => JSON.parse(JSON.stringify(certificate));

let pack: CertifiedPack;

beforeAll(async () => {
  pack = await certifiedPack({});
});

/** The faults of the pack's certificate after something in it was changed. */
function faultsAfter(change: (certificate: LooseCertificate) => void, files = pack.files): string {
  const certificate = asJson(pack.certificate);
  change(certificate);
  return said(certificate, files);
}

function said(certificate: unknown, files: readonly PackFile[], frozen = pack.frozen): string {
  return checkCertificate(certificate, files, frozen)
    .faults.map(({ file, fault }) => `${file}: ${fault}`)
    .join("\n");
}

function altered(files: readonly PackFile[], name: string, change: (text: string) => string): readonly PackFile[] {
  const before = new TextDecoder().decode(files.find((file) => file.name === name)!.bytes);
  const after = change(before);
  expect(after).not.toBe(before);
  return files.map((file) => (file.name === name ? { name, bytes: new TextEncoder().encode(after) } : file));
}

const INTENT = "data/intent-by-service-type.csv";

describe("the certificate of a release", () => {
  it("is about those who were frozen, and nobody else", () => {
    const moved = pack.frozen.map((each, index) =>
      index === 0
        ? {
            ...each,
            places: each.places.map((place, at) => (at === 0 ? (["other", place[1], place[2]] as const) : place)),
          }
        : each,
    );
    const faults = said(asJson(pack.certificate), pack.files, moved);
    expect(faults).toMatch(/its respondents of 2025-01 are not those that were frozen/);
    expect(faults).not.toMatch(/its respondents of 2025-02/);
    expect(said(asJson(pack.certificate), pack.files, [])).toMatch(/its respondents of 2025-02 are not/);
  });

  it("holds: every dataset gives the figures of the pack, and no claim that was tried holds in all of them", () => {
    const { faults, summary } = checkCertificate(asJson(pack.certificate), pack.files, pack.frozen);
    expect(faults).toEqual([]);
    const { cases, pairs = [] } = pack.certificate;
    const tried = pack.outcome.readers.filter(({ reader }) => reader !== "outsider");
    const ofPairs = pairs.reduce((sum, { bases, others }) => sum + 1 + bases.length + others.length, 0);
    expect(summary).toMatchObject({
      cases: cases.length + pairs.length,
      datasets: cases.length + pack.outcome.twins + ofPairs,
    });
    expect(summary.claims).toBeGreaterThan(tried.reduce((sum, { claims }) => sum + claims, 0));
    expect([cases.length, pairs.length]).toEqual([18, 4]);
    expect(summary.claims).toBeGreaterThan(50_000);
  });

  it("holds where display rules are stricter than those it was attacked under, and rows are nearly unanimous", async () => {
    const nearly = await certifiedPack({
      organisations: 260,
      stricter: { countsFrom: 40, percentagesFrom: 60 },
      answered: ({ answers }, index) => ({ ...answers, "handback.la": index % 16 === 3 ? "yes" : "no" }),
    });
    const handbacks = nearly.files.find(({ name }) => name === "data/hand-backs-by-region.csv")!;
    const csv = new TextDecoder().decode(handbacks.bytes);
    expect(csv).toMatch(/la,all,.*\[c\],10% or less/);
    expect(said(asJson(nearly.certificate), nearly.files, nearly.frozen)).toBe("");
    const denied = altered(nearly.files, handbacks.name, (text) => text.replaceAll("10% or less", "90% or more"));
    expect(said(asJson(nearly.certificate), denied, nearly.frozen)).toMatch(
      /handback\.la, .*: figures that are not stated anywhere cannot be: nothing fits for yes in 2025-01/,
    );
  });

  it("is about the questions of the user's own sets as well", async () => {
    const option = (code: string, counted = false) => ({ id: 0, code, label: code, counted });
    const own: CountedQuestion[] = [
      {
        id: 0,
        set: "pay",
        code: "pay.rise",
        label: "Rise",
        wording: "?",
        options: ["up", "same", "down"].map((code) => option(code, code === "up")),
      },
      {
        id: 1,
        set: "pay",
        code: "pay.why",
        label: "Why",
        wording: "?",
        options: ["fees", "staff", "rent"].map((code) => option(code)),
      },
    ];
    const answered = (index: number): Record<string, string> => ({
      "pay.rise": ["up", "same", "down", "same", "up", "not_applicable", "blank"][(index * 5) % 7]!,
      "pay.why": ["fees", "staff", "rent", "staff", "blank"][(index * 3) % 5]!,
    });
    const { certificate, files, frozen } = await certifiedPack({ own, answered: (_, index) => answered(index) });
    expect(said(asJson(certificate), files, frozen)).toBe("");
    const changed = altered(files, "data/set-pay-by-region.csv", (csv) =>
      csv.replace(
        /(2025-01,pay\.why,all,[^,]*,answer_staff,[^,]*,organisations),(\d+)/,
        (_, before, n) => `${before},${Number(n) + 5}`,
      ),
    );
    expect(said(asJson(certificate), changed, frozen)).toContain(
      "pay.why, 2025-01, reader “list”: 2025-01, all all: the pack says",
    );
  });

  it("fails where a dataset gives other figures than the pack", () => {
    const faults = faultsAfter(({ cases: [first] }) => {
      const likely = first!.first.filter(([, option]) => option === 1);
      first!.others[2]!.base = 0;
      first!.others[2]!.changes = likely.flatMap(([stratum, , n]) => [
        [stratum, 1, -n],
        [stratum, 3, n],
      ]);
    });
    expect(faults).toMatch(
      /certificate: intent\.la, 2025-01, reader “list”: dataset 4 has 0 of likely in 2025-01, all all, and the pack says \d+/,
    );
  });

  it("fails where the datasets that are left agree on somebody's answer", () => {
    const faults = faultsAfter(({ cases }) => {
      cases[0]!.others = [];
      cases[0]!.bases = [];
    });
    expect(faults).toMatch(
      /^certificate: intent\.la, 2025-01, reader “list”: in all of its datasets (everybody of|where one of) stratum \d+ \([a-z_]+, [\w ]+\) .* is on the same side, so that could be proved \(and \d+ more\)\.$/,
    );
  });

  it("fails where a published figure is another, in one file or in both that state it", () => {
    const more = (csv: string): string =>
      csv.replace(
        /(2025-02,la,all,[^,]*,likely,[^,]*,organisations),(\d+)/,
        (_, before, n) => `${before},${Number(n) + 5}`,
      );
    const once = altered(pack.files, INTENT, more);
    expect(said(asJson(pack.certificate), once)).toMatch(
      /intent\.la, 2025-02, reader “list”: 2025-02, all all: the pack says \d+ and \d+ of likely/,
    );
    const twice = altered(once, "data/intent-by-region.csv", more);
    expect(said(asJson(pack.certificate), twice)).toMatch(
      /in rounding 0, all all, base in 2025-02 does not add up: 5 is not 0[^]*\. The pack says 0\.$/,
    );
    const allowed = altered(twice, "manifest.json", (json) =>
      json.replace('"cellsMovedFurther": 0', '"cellsMovedFurther": 1'),
    );
    expect(said(asJson(pack.certificate), allowed)).toMatch(/base in 2025-02 does not add up: 5 is not 0/);
    expect(said(asJson(pack.certificate), allowed)).not.toMatch(/The pack says|and the pack says/);
    const share = altered(pack.files, INTENT, (csv) =>
      csv.replace(/(2025-01,la,all,[^,]*,share,[^,]*,proportion),0\.(\d+)/, "$1,0.123"),
    );
    expect(said(asJson(pack.certificate), share)).toMatch(
      /^data: intent\.la, 2025-01, service-type all: its share is not worked out/,
    );
    const hidden = altered(pack.files, INTENT, (csv) =>
      csv.replace(/(2025-01,la,shared_lives,[^,]*,base,[^,]*,organisations),\[c\]/, "$1,15"),
    );
    expect(said(asJson(pack.certificate), hidden)).toMatch(
      /rounding 0 makes \d+ of .*, service-type shared_lives, and elsewhere it is 15/,
    );
  });

  it("fails where a dataset has other people in it, or fewer than none", () => {
    expect(faultsAfter(({ cases }) => void (cases[3]!.strata[0]!.size += 1))).toMatch(
      /dataset 0 has not the \d+ respondents of stratum 0/,
    );
    expect(faultsAfter(({ cases }) => void cases[0]!.others[0]!.changes.pop())).toMatch(
      /dataset 2 has not the \d+ respondents of stratum \d+/,
    );
    const negative = faultsAfter(({ cases: [first] }) => {
      const [stratum, option, n] = first!.first[0]!;
      first!.others[0] = {
        base: 0,
        changes: [
          [stratum, option, -n - 1],
          [stratum, option === 0 ? 1 : 0, n + 1],
        ],
      };
    });
    expect(negative).toMatch(/dataset 2 has a negative number in stratum 0/);
  });

  it("fails where hidden figures are rounded otherwise than they can be", () => {
    const by = (step: number): string =>
      faultsAfter(({ cases }) => {
        const value = cases[0]!.roundings[0]![0]!.find(([, , , rounded]) => rounded > 0)!;
        value[3] += step;
      });
    expect(by(5)).toMatch(/in rounding 0, .* in 2025-01 does not add up: -?\d+ is not -?\d+/);
    expect(by(2)).toContain("which is no multiple of 5");
    expect(by(-20)).toContain("which is no multiple of 5");
    expect(by(20)).toMatch(/its rounding makes \d+ of it/);
    const most = faultsAfter(({ cases: [first] }) => {
      const large = (type: string): boolean =>
        first!.strata.reduce((sum, { size, places }) => sum + (places[0]![0] === type ? size : 0), 0) >= 5;
      const base = first!.roundings[0]![0]!.find(
        ([split, key, options]) => split === "service-type" && large(key) && options.length === 6,
      )!;
      base[3] = 15;
    });
    expect(most).toMatch(/of base, service-type [a-z_]+, which the pack rules out by what it says of the row/);
    const unknown = faultsAfter(({ cases }) => void (cases[0]!.roundings[0]![0]![0]![1] = "castles"));
    expect(unknown).toContain("service-type castles, of which the pack has no row");
  });

  it("fails where the same organisations in two months are left out, or a dataset gives other figures of them", () => {
    const named = "intent.la, the same organisations in 2025-01 and 2025-02";
    expect(faultsAfter((certificate) => void certificate.pairs.shift())).toBe(
      "certificate: No datasets are about intent.la, 2025-01, 2025-02, of both months.",
    );
    const matched = altered(pack.files, "data/intent-same-organisations.csv", (text) =>
      text.replace(/(2025-02,la,.*,gained,.*,organisations),(\d+)/, (_, before: string, n: string) =>
        [before, Number(n) + 15].join(),
      ),
    );
    expect(said(asJson(pack.certificate), matched)).toContain(`${named}: the pack says`);
    const first = (change: (pair: LooseCertificate["pairs"][number]) => void): string =>
      faultsAfter(({ pairs }) => change(pairs[0]!));
    expect(first(({ first: cells }) => void (cells[0]![2] += 1))).toContain(`${named}: dataset 0 has not the`);
    expect(first((pair) => void ([pair.bases, pair.others] = [[], []]))).toContain(", so that could be proved");
    expect(first((pair) => void (pair.sides = pair.sides.map(() => 0)))).toContain("its sides ask about neither month");
    expect(first((pair) => void (pair.options = pair.options.toReversed()))).toContain(
      "its answers are not those of two months",
    );
    const there = pack.certificate.pairs![0]!.strata.findIndex(({ places }) => places.every((place) => place !== null));
    const away = pack.certificate.pairs![0]!.options.findIndex((option) => option.endsWith("|away"));
    const moved = first((pair) => {
      const cell = pair.first.find(([stratum]) => stratum === there)!;
      cell[1] = away;
    });
    expect(moved).toMatch(/answered a month they were away in, or did not/);
  });

  it("fails where a question, a month or a reader is left out, or a side is none", () => {
    const without = (reader: string) =>
      faultsAfter((certificate) => {
        certificate.cases = certificate.cases.filter(
          (each) => each.question !== "handback.nhs" || each.reader !== reader,
        );
      });
    expect(without("list")).toBe(
      ["2025-01", "2025-02"]
        .map((month) => `certificate: No case is about handback.nhs in ${month} for who knows the list of respondents.`)
        .join("\n"),
    );
    expect(without("unchanged")).toContain(
      "No case is about handback.nhs in 2025-01 and 2025-02 for who takes it that nobody changed",
    );
    expect(faultsAfter(({ cases }) => void (cases[0]!.sides = cases[0]!.options.map((_, index) => index)))).toContain(
      "its sides are not what the question counts and what it does not",
    );
    expect(faultsAfter(({ cases }) => void (cases[0]!.options = cases[0]!.options.toReversed()))).toContain(
      "its options are not those of the question",
    );
  });

  it("fails where its cases do not have one truth", () => {
    const moved = faultsAfter(({ cases }) => {
      for (const stratum of cases[2]!.strata)
        if (stratum.places[0]![1] === "London") stratum.places[0]![1] = "South West";
    });
    expect(moved).toMatch(
      /discussion\.la, 2025-01, reader “list”: its respondents of handback in 2025-01 are others than those of intent\.la/,
    );
    const answered = faultsAfter(({ cases }) => {
      const joint = cases.find(({ reader, question }) => reader === "unchanged" && question === "intent.la")!;
      const [stratum, option, n] = joint.first.find(([, , count]) => count === 1)!;
      joint.first = joint.first.filter(([s, o]) => s !== stratum || o !== option);
      const other = joint.first.find(([s, o]) => s === stratum && o !== option);
      if (other === undefined) joint.first.push([stratum, option === 0 ? 2 : 0, n]);
      else other[2] += n;
    });
    expect(answered).toMatch(/its answers to intent\.la in 2025-0\d, first dataset, are others than those of/);
  });

  it("is no certificate where its format is another, or it points to what is not there", () => {
    const wrong = (change: (certificate: LooseCertificate) => void): string => {
      const faults = faultsAfter(change);
      expect(faults).toMatch(/^certificate: It is no certificate of this format: /);
      return faults;
    };
    expect(
      wrong((certificate) => void ((certificate as { format: string }).format = "bellwether-certificate/2")),
    ).toContain("format");
    expect(wrong(({ cases }) => void (cases[0]!.first[0]![2] = 1.5))).toContain("cases.0.first.0.2");
    expect(wrong(({ cases }) => void (cases[0]!.others[0]!.base = 99))).toContain("told by one that is not there");
    expect(wrong(({ cases }) => void (cases[0]!.bases[0]!.rounding = 99))).toContain(
      "takes a rounding that is not there",
    );
    expect(wrong(({ cases }) => void (cases[0]!.first[0]![0] = 9999))).toContain(
      "a stratum or option that is not there",
    );
    expect(wrong(({ cases }) => void cases[0]!.first.push(cases[0]!.first[0]!))).toContain(
      "names the same number twice",
    );
    expect(wrong(({ cases }) => void cases[0]!.sides.pop())).toContain("one side for each option");
    for (const none of [null, "", [], {}, { format: "bellwether-certificate/1", roundingBase: 3, cases: [] }])
      expect(said(none, pack.files)).toContain("It is no certificate of this format");
  });
});

/** Whether all datasets of a case agree on somebody, tried one by one in the simplest way. */
function agreesOnSomebody({ strata, options, sides, first, bases, others }: LooseCase): boolean {
  const whole = [first, ...bases.map(({ changes }) => [...first, ...changes])];
  const all = [...whole, ...others.map(({ base, changes }) => [...whole[base]!, ...changes])].map((entries) => {
    const counts = strata.map(() => options.map(() => 0));
    for (const [stratum, option, n] of entries) counts[stratum]![option]! += n;
    return counts;
  });
  const truth = all[0]!;
  const open = (stratum: number, own: readonly [number, number] | null): boolean => {
    if (own?.[0] === stratum && strata[stratum]!.size === 1) return true;
    const seen = new Set<number>();
    for (const counts of all) {
      if (own !== null && counts[own[0]]![own[1]]! < 1) continue;
      counts[stratum]!.forEach((n, option) => {
        const left = own?.[0] === stratum && own[1] === option ? n - 1 : n;
        if (left > 0) seen.add(sides[option]!);
      });
    }
    return seen.size > 1;
  };
  return strata.some((_, stratum) => {
    const members = truth.flatMap((counts, of) =>
      counts.flatMap((n, option) => (n > 0 ? [[of, option] as const] : [])),
    );
    return [null, ...members].some((own) => !open(stratum, own));
  });
}

it("finds what can be proved exactly where trying every claim one by one does, over panels and with some datasets left out", async () => {
  const outcomes = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 10_000 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
      async (seed, chances) => {
        const { certificate, files, frozen } = await certifiedPack({ organisations: 70, seed });
        const loose = asJson(certificate);
        expect(said(loose, files, frozen)).toBe("");
        for (const { others } of loose.cases) {
          for (let left = chances.next().value! % 3; left > 0; left -= 1)
            others.splice(chances.next().value! % others.length, 1);
        }
        const faults = said(loose, files, frozen);
        for (const each of loose.cases) {
          const proved = agreesOnSomebody(each);
          outcomes.add(proved);
          const name = `${each.question}, ${each.months.join(" and ")}, reader “${each.reader}”`;
          expect(faults.includes(`${name}: in all of its datasets `), name).toBe(proved);
        }
      },
    ),
    { numRuns: 3 },
  );
  expect(outcomes).toEqual(new Set([false, true]));
});
