/** Resolves entities and character references and makes line ends LF, as XML asks. An unknown entity stays as written. */
export function xmlText(raw: string): string {
  const lines = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  let text = "";
  let from = 0;
  for (let at = lines.indexOf("&"); at >= 0; at = lines.indexOf("&", from)) {
    const end = lines.indexOf(";", at);
    if (end < 0) break;
    const char = end - at > 12 ? undefined : characterOf(lines.slice(at + 1, end));
    text += lines.slice(from, char === undefined ? at + 1 : at) + (char ?? "");
    from = char === undefined ? at + 1 : end + 1;
  }
  return from === 0 ? lines : text + lines.slice(from);
}

function characterOf(name: string): string | undefined {
  switch (name) {
    case "amp":
      return "&";
    case "lt":
      return "<";
    case "gt":
      return ">";
    case "quot":
      return '"';
    case "apos":
      return "'";
  }
  const digits = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
