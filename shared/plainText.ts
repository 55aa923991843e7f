/** Text that a spreadsheet could take for a formula, made harmless by a leading apostrophe. */
export function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
