import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from "electron";
import type { ShellCommand } from "../shared/host.ts";
import { CHANNELS } from "./channels.ts";

/** The standard menus, with the standard shortcuts of each system, and the screens in the order of the month's work. */
export function installMenu(window: BrowserWindow): void {
  const mac = process.platform === "darwin";
  const item = (label: string, command: ShellCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => window.webContents.send(CHANNELS.command, command),
  });
  const about = item("About Bellwether", "about");
  const rule: MenuItemConstructorOptions = { type: "separator" };
  const appMenu: MenuItemConstructorOptions = {
    role: "appMenu",
    label: "Bellwether",
    submenu: [about, rule, { role: "hide" }, { role: "hideOthers" }, { role: "unhide" }, rule, { role: "quit" }],
  };
  const file: MenuItemConstructorOptions = {
    label: "File",
    submenu: [
      item("Import files…", "import", "CmdOrCtrl+I"),
      { label: "Print…", accelerator: "CmdOrCtrl+P", click: () => window.webContents.print() },
      rule,
      { role: mac ? "close" : "quit" },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: "View",
    submenu: [
      ...SCREENS.map(([label, command], index) => item(label, command, `CmdOrCtrl+${index + 1}`)),
      rule,
      { role: "resetZoom" },
      { role: "zoomIn" },
      { role: "zoomOut" },
      { role: "togglefullscreen" },
      rule,
      { role: "reload" },
      { role: "toggleDevTools" },
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: "help",
    label: "Help",
    submenu: [item("Guide", "guide", "F1"), ...(mac ? [] : [rule, about])],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(mac ? [appMenu] : []), file, { role: "editMenu" }, view, { role: "windowMenu" }, help]),
  );
}

const SCREENS: readonly (readonly [label: string, command: ShellCommand])[] = [
  ["This month", "month"],
  ["Import", "import"],
  ["Check", "check"],
  ["Explore", "explore"],
  ["Coverage", "coverage"],
  ["Brief", "brief"],
  ["Releases", "releases"],
];
