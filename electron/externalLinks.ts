import { dialog, shell, type BrowserWindow } from "electron";

/** The sites whose pages Bellwether may name: of who asks, regulates and counts. Nothing is opened on any other. */
const SITES: readonly string[] = [
  "www.gov.uk",
  "assets.publishing.service.gov.uk",
  "www.cqc.org.uk",
  "www.england.nhs.uk",
  "digital.nhs.uk",
  "www.ons.gov.uk",
  "www.skillsforcare.org.uk",
];

/** Opens a link in the person's own browser once they have said so; Bellwether itself reaches no network. */
export async function openOutside(window: BrowserWindow, address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const allowed =
    url !== null && url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
  if (!allowed || !SITES.includes(url.hostname)) return;
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: `Open ${url.hostname} in your browser?`,
    detail: `${url.href}\n\nThe page is on the internet. Nothing of your campaign is sent.`,
    buttons: ["Open", "Cancel"],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(url.href);
}
