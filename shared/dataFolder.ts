/**
 * The app's own data folder on this computer: local, never roaming and never synced (DESIGN section 5).
 * @param platform as `process.platform` says
 * @param environment the process's environment variables
 * @param home the user's home folder
 */
export function dataFolder(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === "win32") return `${environment["LOCALAPPDATA"] ?? `${home}\\AppData\\Local`}\\Bellwether`;
  if (platform === "darwin") return `${home}/Library/Application Support/Bellwether`;
  return `${environment["XDG_DATA_HOME"] ?? `${home}/.local/share`}/bellwether`;
}
