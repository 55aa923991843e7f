import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";

/**
 * Makes folders of the shape Electron's own downloads have, for packing where the real ones cannot be downloaded. What
 * stands for the program holds nothing but a fuse wire with every fuse at the wrong end.
 */
export const stubElectron = { linux, win32, darwin } as const;

const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const LOCALES = ["de", "en-GB", "en-US", "fr"];
/** As Electron ships them: run as Node, no cookie encryption, NODE_OPTIONS, --inspect, no integrity, any app, … */
const SHIPPED = "101100011";
const fuseWire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, SHIPPED.length]), Buffer.from(SHIPPED)]);

function linux(folder: string): string {
  write(folder, "electron", fuseWire);
  common(folder);
  return folder;
}

function win32(folder: string): string {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: "Electron" });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  executable.setExtraData(new Uint8Array(fuseWire).buffer);
  write(folder, "electron.exe", Buffer.from(executable.generate()));
  common(folder);
  return folder;
}

function common(folder: string): void {
  write(folder, "LICENSE", "Electron’s licence");
  write(folder, "LICENSES.chromium.html", "Chromium’s licences");
  for (const locale of LOCALES) write(folder, `locales/${locale}.pak`, locale);
}

function darwin(folder: string): string {
  const contents = path.join(folder, "Electron.app/Contents");
  const framework = "Frameworks/Electron Framework.framework";
  write(contents, "Info.plist", infoPlist("Electron"));
  write(contents, "MacOS/Electron", "stub");
  write(contents, `${framework}/Electron Framework`, fuseWire);
  for (const locale of LOCALES) {
    const name = `${locale.replace("-", "_")}.lproj`;
    write(contents, `Resources/${name}/locale.pak`, locale);
    write(contents, `${framework}/Versions/A/Resources/${name}/locale.pak`, locale);
    write(contents, `${framework}/Resources/${name}/locale.pak`, locale);
  }
  for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"]) {
    const name = `Electron Helper${kind}`;
    write(contents, `Frameworks/${name}.app/Contents/Info.plist`, infoPlist(name));
    write(contents, `Frameworks/${name}.app/Contents/MacOS/${name}`, "stub");
  }
  return folder;
}

function infoPlist(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundleName</key><string>${name}</string>
<key>NSAppTransportSecurity</key><dict><key>NSAllowsArbitraryLoads</key><true/></dict>
</dict></plist>
`;
}

function write(folder: string, file: string, bytes: string | Buffer): void {
  const place = path.join(folder, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, bytes, { mode: 0o755 });
}
