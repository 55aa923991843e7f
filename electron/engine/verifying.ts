import { readFile, stat } from "node:fs/promises";
import { BellwetherError, throwIfCancelled } from "../../shared/errors.ts";
import type { Verification } from "../../shared/releases.ts";
import type { WorkContext } from "./importing.ts";
import type { PackFile } from "./pack/definition.ts";
import { MANIFEST, sha256Of } from "./pack/manifest.ts";
import { readPack } from "./pack/read.ts";
import { isZip, unzipPack } from "./pack/zip.ts";
import type { CampaignFile } from "./store/campaignFile.ts";
import { findReleaseFiles, readReleaseListing, readReleases, type StoredRelease } from "./store/releases.ts";

/** A file that somebody chose: where it is, and what the person knows it by, with its folder where it came in one. */
export interface ClaimedFile {
  readonly path: string;
  readonly name: string;
}

/**
 * Says of files what releases of this campaign they come from, by their hashes alone: of each pack, as a zip, a folder or
 * the files of one, whether it is whole; of any other file whether it is one of a release.
 * @throws BellwetherError `not-found` where a file cannot be read, `cancelled`
 */
export async function verifyFiles(
  campaign: CampaignFile,
  claimed: readonly ClaimedFile[],
  context: WorkContext,
): Promise<Verification[]> {
  const packs: Claim[] = [];
  const loose: PackFile[] = [];
  for (const [index, { path, name }] of claimed.entries()) {
    throwIfCancelled(context.signal);
    context.progress({ stage: "Comparing with the releases", done: index, total: claimed.length });
    const found = await stat(path).catch(() => null);
    if (found === null) throw unreadable(name, path);
    if (found.isDirectory()) packs.push({ file: name, files: await readPack(path) });
    else if (found.size > MOST_BYTES) loose.push({ name, bytes: new Uint8Array() });
    else loose.push({ name, bytes: await bytesOf(name, path) });
  }
  const { gathered, single } = gatherPacks(loose);
  return [
    ...[...packs, ...gathered].map((claim) => verifyPack(campaign, claim)),
    ...single.map((file) => verifySingle(campaign, file)),
  ];
}

/** What somebody says is a pack. */
interface Claim {
  readonly file: string;
  readonly files: readonly PackFile[];
}

/** No file of a release comes near this. */
const MOST_BYTES = 256 * 1024 * 1024;

async function bytesOf(name: string, path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw unreadable(name, path, error);
  }
}

function unreadable(name: string, path: string, cause?: unknown): BellwetherError {
  return new BellwetherError(
    "not-found",
    `${name} cannot be read. Check that it is still there and that you may open it.`,
    { file: path },
    { cause },
  );
}

/**
 * Puts the files of each folder with a manifest together. Files that came without a folder may have nothing to do with one
 * another: only those that the manifest among them lists go with it.
 */
function gatherPacks(files: readonly PackFile[]): { gathered: readonly Claim[]; single: readonly PackFile[] } {
  const taken = new Set<PackFile>();
  const gathered = manifestsIn(files)
    .toSorted((a, b) => b.name.length - a.name.length)
    .flatMap((manifest): Claim[] => {
      const root = rootOf(manifest);
      const listed = root === "" ? namesIn(manifest) : null;
      const inside = files.filter(
        (file) =>
          file.name.startsWith(root) && !taken.has(file) && (listed?.has(file.name) !== false || file === manifest),
      );
      if (inside.length < 2) return [];
      for (const file of inside) taken.add(file);
      return [{ file: root === "" ? "The files you chose" : root.slice(0, -1), files: under(root, inside) }];
    });
  return { gathered, single: files.filter((file) => !taken.has(file)) };
}

function manifestsIn(files: readonly PackFile[]): readonly PackFile[] {
  return files.filter(({ name }) => name === MANIFEST || name.endsWith(`/${MANIFEST}`));
}

/** The folder of a manifest, ending in `/`; empty where it has none. */
function rootOf({ name }: PackFile): string {
  return name.slice(0, -MANIFEST.length);
}

function under(root: string, files: readonly PackFile[]): readonly PackFile[] {
  return files.flatMap(({ name, bytes }) => (name.startsWith(root) ? [{ name: name.slice(root.length), bytes }] : []));
}

function namesIn(manifest: PackFile): ReadonlySet<string> {
  const files = saidBy(manifest)?.files;
  const names = Array.isArray(files) ? (files as { name?: unknown }[]).map((file) => file?.name) : [];
  return new Set(names.filter((name) => typeof name === "string"));
}

function verifySingle(campaign: CampaignFile, file: PackFile): Verification {
  const holder = holderOf(campaign, [sha256Of(file.bytes)]);
  if (holder !== undefined) {
    return { file: file.name, verdict: "part", release: named(holder), differences: standing(holder, file.name) };
  }
  if (isZip(file.bytes)) {
    const files = unzipped(file.bytes);
    const [manifest] = manifestsIn(files ?? []).toSorted((a, b) => a.name.length - b.name.length);
    if (files !== null && manifest !== undefined) {
      return verifyPack(campaign, { file: file.name, files: under(rootOf(manifest), files) });
    }
    if (files !== null && holderOf(campaign, hashesOf(files)) !== undefined) {
      return verifyPack(campaign, { file: file.name, files });
    }
  }
  return { file: file.name, verdict: "unknown", release: null, differences: [] };
}

function unzipped(bytes: Uint8Array): readonly PackFile[] | null {
  try {
    return unzipPack(bytes).filter(({ name }) => !name.endsWith("/"));
  } catch {
    return null;
  }
}

/** A pack against the release that its manifest is of, that its manifest names, or that holds one of its files. */
function verifyPack(campaign: CampaignFile, { file, files: all }: Claim): Verification {
  const files = all.filter(({ name }) => !LEFT_BY_SYSTEMS.test(name));
  const manifest = files.find(({ name }) => name === MANIFEST);
  const said = manifest === undefined ? null : saidBy(manifest);
  const holder =
    (manifest === undefined ? undefined : holderOf(campaign, [sha256Of(manifest.bytes)])) ??
    readReleases(campaign).find(({ code }) => code === said?.release) ??
    (manifest === undefined ? holderOf(campaign, hashesOf(files)) : undefined);
  if (holder === undefined) {
    const differences =
      said?.status === "draft"
        ? [{ file: MANIFEST, fault: "It says that it is a draft. Drafts are not released." }]
        : [];
    return { file, verdict: "unknown", release: null, differences };
  }
  const differences = differencesFrom(campaign, holder, files);
  return {
    file,
    verdict: differences.length === 0 ? "whole" : "changed",
    release: named(holder),
    differences: [...differences, ...standing(holder, MANIFEST)],
  };
}

/** Files that systems leave in folders and zips: they say nothing. */
const LEFT_BY_SYSTEMS = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX\/.*|\._[^/]*)$/i;

function differencesFrom(
  campaign: CampaignFile,
  { id }: StoredRelease,
  files: readonly PackFile[],
): Verification["differences"] {
  const hashes = new Map(files.map(({ name, bytes }) => [name, sha256Of(bytes)]));
  const listing = readReleaseListing(campaign, id);
  const listed = new Set(listing.map(({ name }) => name));
  return [
    ...listing.flatMap(({ name, sha256 }) => {
      const hash = hashes.get(name);
      if (hash === sha256) return [];
      return [{ file: name, fault: hash === undefined ? "It is missing." : "It was changed after the release." }];
    }),
    ...[...hashes.keys()]
      .filter((name) => !listed.has(name))
      .map((name) => ({ file: name, fault: "It was added: the release holds no such file." })),
  ];
}

/** What has to be known of a release whose files are as they were. */
function standing({ state, withdrawn }: StoredRelease, file: string): Verification["differences"] {
  if (withdrawn !== null) {
    const day = new Date(withdrawn.at).toLocaleDateString("en-GB", { dateStyle: "long" });
    return [{ file, fault: `This release was withdrawn on ${day} and should not be used: ${withdrawn.reason}` }];
  }
  return state === "released"
    ? []
    : [{ file, fault: "This pack has not been released: it was saved to be looked at while it was on its way." }];
}

/** The release that holds any of these files, the first found deciding: one that stands before a withdrawn one, newest first. */
function holderOf(campaign: CampaignFile, hashes: readonly string[]): StoredRelease | undefined {
  const ids = new Set(hashes.flatMap((sha256) => findReleaseFiles(campaign, sha256)).map(({ release }) => release));
  const holders = ids.size === 0 ? [] : readReleases(campaign).filter(({ id }) => ids.has(id));
  for (const state of ["released", "withdrawn"] as const) {
    const holder = holders.find((release) => release.state === state);
    if (holder !== undefined) return holder;
  }
  return holders[0];
}

function hashesOf(files: readonly PackFile[]): string[] {
  return files.map(({ bytes }) => sha256Of(bytes));
}

/** What a manifest says, as far as it can be read. */
function saidBy({
  bytes,
}: PackFile): { readonly status?: unknown; readonly release?: unknown; readonly files?: unknown } | null {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof said === "object" ? said : null;
  } catch {
    return null;
  }
}

function named({ id, code, title, state }: StoredRelease): NonNullable<Verification["release"]> {
  return { id, code, title, state };
}

/** What a verification comes to, in a sentence. */
export function verificationText({ file, verdict, release, differences }: Verification): string {
  const faults = differences.map(({ file: where, fault }) => `${where}: ${fault}`);
  const told = faults.length === 0 ? "" : ` ${faults.slice(0, 5).join(" ")}`;
  const more = faults.length > 5 ? ` And ${faults.length - 5} more.` : "";
  switch (verdict) {
    case "whole":
      return `${file} is release ${release?.code ?? ""}, whole and unchanged.${told}${more}`;
    case "part":
      return `${file} is a file of release ${release?.code ?? ""}, unchanged.${told}${more}`;
    case "changed":
      return `${file} claims to be release ${release?.code ?? ""} but is not as it was released.${told}${more}`;
    default:
      return `${file} is of no release of this campaign.${told}${more}`;
  }
}
