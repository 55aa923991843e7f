/** Has the browser save a file that was made here. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the click; it is let go of well after.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
