import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { AfterPackContext } from "electron-builder";

/**
 * Takes back what electron-builder writes into every macOS app: leave to load anything over plain HTTP. Bellwether
 * loads nothing over any network.
 * @throws Error where the leave stands in a form this does not know
 */
export default async function afterPack({
  appOutDir,
  electronPlatformName,
  packager,
}: AfterPackContext): Promise<void> {
  if (electronPlatformName !== "darwin") return;
  const file = path.join(appOutDir, `${packager.appInfo.productFilename}.app`, "Contents", "Info.plist");
  const plist = await readFile(file, "utf8");
  const edited = plist.replace(/(<key>NSAllowsArbitraryLoads<\/key>\s*)<true\s*\/>/g, "$1<false/>");
  if (edited === plist && plist.includes("NSAllowsArbitraryLoads") && !/ArbitraryLoads<\/key>\s*<false/.test(plist)) {
    throw new Error(`${file} allows arbitrary loads in a form that electron/package/afterPack.ts does not know`);
  }
  await writeFile(file, edited);
}
