import { Menu, type MenuItemConstructorOptions } from "electron";

/** The standard menus, with the standard shortcuts of each system. */
export function installMenu(): void {
  const menus: MenuItemConstructorOptions[] = [
    { role: "fileMenu" },
    { role: "editMenu" },
    { role: "viewMenu" },
    { role: "windowMenu" },
  ];
  const template: MenuItemConstructorOptions[] =
    process.platform === "darwin" ? [{ role: "appMenu" }, ...menus] : menus;
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
