import { browserFonts, DOCUMENT_FONT } from "./assets.ts";
import { FONT } from "./chart-sketches.ts";
import type { Look } from "./look.ts";

/**
 * The page's style sheet: one column, black on white, lines only where they help, and A4 on paper. Its letters are in it,
 * so that it looks alike everywhere.
 */
export function pageStyle({ main, accent, tint }: Look): string {
  const colours = `:root{color-scheme:light;--ink:#0b0c0c;--muted:#505a5f;--line:#b1b4b6;--main:${main};--accent:${accent};--tint:${tint}}`;
  return `\n${browserFonts()}\n${colours}${STYLE}`;
}

/** The fonts of the page and of the charts in it. */
export const PAGE_FONT = `${DOCUMENT_FONT}, ${FONT}`;

const STYLE = `
*{box-sizing:border-box}
html{background:#fff;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1020px;padding:0 30px 60px;color:var(--ink);font:18px/1.5 ${PAGE_FONT}}
h1,h2,h3,caption,figcaption,dt{line-height:1.25}
h1{text-wrap:balance}
h1{font-size:40px;margin:10px 0 16px;max-width:24em}
h2{font-size:28px;margin:56px 0 14px;padding-top:16px;border-top:1px solid var(--line)}
h3{font-size:21px;margin:36px 0 10px}
p,ul,ol,dl{margin:0 0 16px;max-width:42em}
li{margin-bottom:8px}
header{border-top:10px solid var(--main);padding-top:24px}
.kicker{color:var(--muted);margin:0}
.tag{display:inline-block;margin-left:8px;padding:1px 9px;background:var(--main);color:#fff;font-size:15px;font-weight:700}
.lead{font-size:22px}
.logo{display:block;max-width:240px;max-height:76px;margin:0 0 14px auto}
.about{color:var(--muted);margin-bottom:30px}
.messages{background:var(--tint);border-left:6px solid var(--accent);padding:20px 24px 12px}
.messages h2{margin:0 0 12px;padding:0;border:0;font-size:24px}
.messages ul{padding-left:20px;font-size:19px}
figure{margin:26px 0 30px;break-inside:avoid}
figcaption strong{display:block;font-size:21px;max-width:36em}
figcaption span{display:block;color:var(--muted);margin:4px 0 16px}
.chart svg{display:block;max-width:100%;height:auto}
.source,.note{color:var(--muted);font-size:16px;margin:10px 0 0;max-width:none}
.table{margin:0 0 36px;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:16px;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:700;font-size:18px;padding-bottom:8px}
th,td{padding:7px 10px 7px 0;border-bottom:1px solid var(--line);vertical-align:top;text-align:right}
th:first-child,.words th,.words td{text-align:left}
thead th{vertical-align:bottom;border-bottom:2px solid var(--ink)}
thead td,thead th[scope=colgroup]{border-bottom:0;padding-bottom:0}
thead th[scope=colgroup]{text-align:right;color:var(--main);white-space:nowrap}
td{white-space:nowrap}
.pair th:nth-child(n+2):nth-child(-n+5){max-width:7em}
.pair th:nth-child(n+6){max-width:7em}
.pair tbody td:nth-child(6),.pair thead tr:last-child th:nth-child(6){padding-left:34px}
.words td{white-space:normal}
tbody th{font-weight:400}
td:last-child,th:last-child{padding-right:0}
.total th,.total td{font-weight:700;border-bottom:2px solid var(--ink)}
.dense{font-size:15px}
.dense thead th{font-size:14px;max-width:6.5em}
.dense th,.dense td{padding-right:7px}
.words th,.words td{padding-right:20px}
.quote{margin:18px 0 22px;padding-left:20px;border-left:4px solid #28a197}
.quote blockquote{margin:0}
.quote p{margin:0 0 4px;font-size:19px}
.quote figcaption{color:var(--muted);font-size:16px}
.elsewhere{margin:0 0 16px;padding:14px 18px;border:1px dashed var(--muted);background:#f7f7f5;max-width:46em;break-inside:avoid}
.elsewhere p{margin:0}
.elsewhere .source{margin-top:6px;overflow-wrap:anywhere}
.elsewhere a{color:var(--main)}
dl div{margin-bottom:12px}
dt{font-weight:700}
dd{margin:0}
footer{margin-top:56px;padding-top:16px;border-top:1px solid var(--line);color:var(--muted);font-size:16px}
.skip{position:absolute;left:-999px}
.skip:focus{position:static}
@media (max-width:640px){body{padding:0 16px 40px;font-size:17px}h1{font-size:30px}h2{font-size:24px}}
@page{size:A4;margin:16mm 15mm}
@media print{
body{max-width:none;padding:0;font-size:12pt}
h1{font-size:24pt}h2{font-size:17pt;margin-top:26pt;break-after:avoid}h3{font-size:14pt;break-after:avoid}
.messages,header{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.messages{break-inside:avoid}.messages ul{font-size:12pt}
.skip{display:none}
.table{overflow:visible}
table{font-size:9.5pt}.pair{font-size:9pt}.dense{font-size:8.5pt}.dense thead th{font-size:8pt}
.pair th,.pair td{padding-right:6px}.pair tbody td:nth-child(6),.pair thead tr:last-child th:nth-child(6){padding-left:16px}
.table{break-inside:avoid}.table:has(.words){break-inside:auto}
caption,figcaption strong{font-size:12.5pt}
.source,.note,footer{font-size:10pt}
thead{display:table-header-group}
tr,li,dl div{break-inside:avoid}
}
`;
