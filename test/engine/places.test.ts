import { copyFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { fieldNamed } from "../../electron/engine/intake/fields.ts";
import { partFingerprints } from "../../electron/engine/intake/newFile.ts";
import { mappingOf, stageFile } from "../../electron/engine/intake/stage.ts";
import { mergeCampaign } from "../../electron/engine/merging.ts";
import { newSession } from "../../electron/engine/session.ts";
import { openCampaign, type CampaignFile } from "../../electron/engine/store/campaignFile.ts";
import { APPLICATION_ID, MIGRATIONS } from "../../electron/engine/store/migrations.ts";
import { traceResponseOf } from "../../electron/engine/tracing.ts";
import { dump, everybody, importInto, newCampaign, quietly, table, undo } from "./campaign.ts";
import { csv, temporaryFolder, write } from "./files.ts";

const LIKELY =
  "How likely are you to hand back any of your Local Authority commissioned contracts for care and support in the next 3 months?";

/** An extract with its columns of places, or without them. */
function extract(
  places: boolean,
  rows: readonly (readonly [location: string, authority: string, icb: string])[],
): string {
  return csv([
    ["CQC_ID", "Parent_Organisation", "ODS_Code", LIKELY, "Month", ...(places ? ["Local_Authority", "ICB"] : [])],
    ...rows.map(([location, authority, icb]) => [
      location,
      "",
      "",
      "Likely",
      "January 2025",
      ...(places ? [authority, icb] : []),
    ]),
  ]);
}

async function councils(campaign: CampaignFile): Promise<string[]> {
  const { rows } = await table(campaign, { by: "local-authority" });
  return rows.map(({ localAuthority, base }) => `${localAuthority} ${base}`);
}

describe("the places that rows name", () => {
  test("are no part of a fingerprint: rows imported before they were read are the same rows", async () => {
    const text = `Local_Authority,Location,Parent_Organisation,LocalAuthority,Region,ICB,CQC_ID,${LIKELY},Did you hand back any of your Local Authority commissioned contracts in January?,Last_Updated_UTC
Leeds City Council,Alder House,Alder Care Ltd,Leeds,Yorkshire and The Humber,NHS West Yorkshire ICB,1-11,Likely,No,10/02/2025 09:30:00
Fenland,Birch House,Birch Homes,Cambridgeshire,East of England,NHS Cambridgeshire and Peterborough ICB,1-12,Very likely,Yes,11/02/2025 09:30:00
`;
    const file = write(temporaryFolder(), "fp.csv", text);
    const [sheet] = (await stageFile({ path: file, name: "fp.csv" })).sheets;
    const [part] = sheet!.parts;
    const fingerprints = partFingerprints(sheet!, part!, "2025-01" as never);
    // As version 3 of the format made them.
    expect(fingerprints.map((bytes) => Buffer.from(bytes).toString("hex"))).toEqual([
      "80a9dbb7ae17340f1972eeb2f1528fb0",
      "8e8d6f1814521bfd4daa03a96d415fd8",
    ]);
    expect(part!.coded.responses.map(({ localAuthority, icb }) => [localAuthority, icb])).toEqual([
      ["Leeds", "NHS West Yorkshire ICB"],
      ["Cambridgeshire", "NHS Cambridgeshire and Peterborough ICB"],
    ]);
    expect(mappingOf(sheet!).filter(({ question }) => ["localAuthority", "icb"].includes(question))).toMatchObject([
      { question: "localAuthority", column: "A+D" },
      { question: "icb", column: "F" },
    ]);
  });

  test("do not depend on the order of import, and are taken back with it to the bit", async () => {
    const folder = temporaryFolder();
    const bare = write(folder, "bare.csv", extract(false, [["1-1", "", ""]]));
    const placed = write(
      folder,
      "placed.csv",
      extract(true, [
        ["1-1", "Leeds", "NHS West Yorkshire ICB"],
        ["1-2", "Kent", ""],
      ]),
    );
    const [one, other] = [newCampaign(folder, "one"), newCampaign(folder, "other")];
    await importInto(one, [bare]);
    const before = dump(one);
    const { importId, files } = await importInto(one, [placed]);
    expect(files[0]).toMatchObject({ stored: 1, unchanged: 1 });
    await importInto(other, [placed]);
    await importInto(other, [bare]);
    const expected = ["Kent 1", "Leeds 1", "all 2"];
    expect(await councils(one)).toEqual(expected);
    expect(await councils(other)).toEqual(expected);
    await undo(one, importId!);
    expect(dump(one)).toEqual(before);
    expect(await councils(one)).toEqual(["not_stated 1", "all 1"]);
    one.close();
    other.close();
  });

  test("are taken from every row that holds a response: the council of one, the board of another", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder, "both");
    await importInto(campaign, [
      write(folder, "council.csv", extract(true, [["1-1", "Leeds", ""]])),
      write(folder, "board.csv", extract(true, [["1-1", "", "NHS West Yorkshire ICB"]])),
      write(folder, "everywhere.csv", extract(true, [["1-2", "All", "not_stated"]])),
    ]);
    expect(await councils(campaign)).toEqual(["Leeds 1", "not_stated 1", "all 2"]);
    campaign.close();
  });

  test("come with a merge, and go with its undoing", async () => {
    const folder = temporaryFolder();
    const [mine, theirs] = [newCampaign(folder, "mine"), newCampaign(folder, "theirs")];
    await importInto(mine, [write(folder, "mine.csv", extract(true, [["1-1", "Leeds", ""]]))]);
    await importInto(theirs, [
      write(
        folder,
        "theirs.csv",
        extract(true, [
          ["1-1", "Leeds", ""],
          ["1-2", "Kent", "NHS Kent and Medway ICB"],
        ]),
      ),
    ]);
    theirs.close();
    const copy = path.join(folder, "copy.evidence");
    copyFileSync(theirs.path, copy);
    const before = dump(mine);
    const { importId } = await mergeCampaign(mine, { path: copy, name: "copy.evidence" }, quietly);
    expect(await councils(mine)).toEqual(["Kent 1", "Leeds 1", "all 2"]);
    const boards = await table(mine, { by: "icb" });
    expect(boards.rows.map(({ icb }) => icb)).toEqual(["NHS Kent and Medway ICB", "not_stated", "all"]);
    await undo(mine, importId!);
    expect(dump(mine)).toEqual(before);
    mine.close();
  });

  test("are told with the response, each with its column", async () => {
    const folder = temporaryFolder();
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "a.csv", extract(true, [["1-1", "City of Leeds", "West Yorkshire"]]))]);
    const id = Number(campaign.db.prepare("SELECT id FROM response").pluck().get());
    expect(traceResponseOf(newSession("test", campaign), id).identifiers).toEqual([
      { field: "locationId", value: "1-1", column: "A", heading: "CQC_ID" },
      { field: "localAuthority", value: "Leeds", column: "F", heading: "Local_Authority" },
      { field: "icb", value: "West Yorkshire", column: "G", heading: "ICB" },
    ]);
    campaign.close();
  });

  test("are never the options of a question, and a column of them that goes keeps no import waiting", async () => {
    const folder = temporaryFolder();
    const asked = csv([
      ["Organisation name", "Postcode", "How likely are you to hand back any of your contracts?", "", "Month"],
      ["", "", "Local Authority", "NHS", ""],
      ["Alder Care", "LS1 1AA", "Likely", "Unlikely", "January 2025"],
      ["Birch Homes", "LS1 1AB", "Very likely", "N/A", "January 2025"],
    ]);
    const [sheet] = (await stageFile({ path: write(folder, "grid.csv", asked), name: "grid.csv" })).sheets;
    const taken = mappingOf(sheet!).map(({ question }) => question);
    expect(taken).toEqual(["organisationName", "postcode", "intent.la", "intent.nhs", "month"]);
    const ticks = csv([
      ["Organisation name", "Postcode", LIKELY, "Month", "Local Authority"],
      ["Alder Care", "LS1 1AA", "Likely", "January 2025", "Local Authority"],
      ["Birch Homes", "LS1 1AB", "Likely", "January 2025", "1"],
      ["Cedar Living", "LS1 1AD", "Likely", "January 2025", "Yes"],
    ]);
    const campaign = newCampaign(folder);
    await importInto(campaign, [write(folder, "ticks.csv", ticks)]);
    expect(await councils(campaign)).toEqual(["not_stated 3", "all 3"]);
    const later = csv([
      ["Organisation name", "Postcode", LIKELY, "Month", "Local Authority group"],
      ["Alder Care", "LS1 1AA", "Unlikely", "February 2025", "A"],
    ]);
    expect((await importInto(campaign, [write(folder, "later.csv", later)])).files[0]).toMatchObject({ stored: 1 });
    campaign.close();
  });
});

test("columns of places are known by their headings, numbered or asked as a question", () => {
  for (const [heading, field] of [
    ["Q6. Local authority", "localAuthority"],
    ["6) Which local authority are you based in?", "localAuthority"],
    ["Question 7: Which integrated care board (ICB) are you in?", "icb"],
    ["7 ICB", "icb"],
  ] as const)
    expect(fieldNamed(heading)?.field, heading).toBe(field);
  for (const heading of [
    "Q6. How many local authority contracts do you hold?",
    "Which local authority contracts will you hand back?",
  ])
    expect(["localAuthority", "icb"], heading).not.toContain(fieldNamed(heading)?.field);
});

test("a campaign of version 3 is brought up to date: what it holds has no place, and counts as before", async () => {
  const folder = temporaryFolder();
  const now = newCampaign(folder, "now");
  const file = write(folder, "a.csv", extract(true, [["1-1", "Leeds", "NHS West Yorkshire ICB"]]));
  await importInto(now, [file]);
  const old = path.join(folder, "old.evidence");
  const db = new Database(old);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.function("identity_key", { deterministic: true, varargs: true }, () => null);
  for (const sql of MIGRATIONS.slice(0, 3)) db.exec(sql);
  db.pragma("user_version = 3");
  const kept = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  for (const name of kept) {
    const columns = (db.prepare(`SELECT name FROM pragma_table_info('${name}')`).pluck().all() as string[]).join(", ");
    db.exec(`DELETE FROM "${name}"`);
    for (const row of now.db.prepare(`SELECT ${columns} FROM "${name}"`).raw().all() as unknown[][])
      db.prepare(`INSERT INTO "${name}" (${columns}) VALUES (${row.map(() => "?").join(", ")})`).run(...row);
  }
  db.close();
  const campaign = openCampaign(old, "write");
  expect(campaign.db.pragma("user_version", { simple: true })).toBe(MIGRATIONS.length);
  expect(await everybody(campaign, "2025-01")).toEqual(await everybody(now, "2025-01"));
  expect(await councils(now)).toEqual(["Leeds 1", "all 1"]);
  expect(await councils(campaign)).toEqual(["not_stated 1", "all 1"]);
  // The same file again is unchanged; undone and imported again, its places are read.
  expect((await importInto(campaign, [file])).files[0]).toMatchObject({ stored: 0, unchanged: 1 });
  await undo(campaign, 1);
  await importInto(campaign, [file]);
  expect(await councils(campaign)).toEqual(["Leeds 1", "all 1"]);
  campaign.close();
  now.close();
});
