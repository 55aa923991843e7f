import { Menu, type MenuItemConstructorOptions } from "electron";

/** The standard menus, with the standard shortcuts of each system. */
export function installMenu(): void {
  const roles: MenuItemConstructorOptions["role"][] = [
    ...(process.platform === "darwin" ? (["appMenu"] as const) : []),
    "fileMenu",
    "editMenu",
    "viewMenu",
    "windowMenu",
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(roles.flatMap((role) => (role === undefined ? [] : [{ role }]))));
}
