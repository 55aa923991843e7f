import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { drawAhead, pictureFile, wantedPictures, withPictures } from "../../../electron/engine/pack/chart-pictures.ts";
import { drawCharts } from "../../../electron/engine/pack/charts.ts";
import { nativeCharts } from "../../../electron/engine/pack/native.ts";
import { exampleDefinition } from "./definition.ts";

/** The chunks of a PNG: type and data. */
function chunks(png: Uint8Array): readonly { readonly type: string; readonly data: Buffer }[] {
  const bytes = Buffer.from(png);
  const found: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    found.push({ type: bytes.toString("latin1", at + 4, at + 8), data });
  }
  return found;
}

it("draws each chart as a PNG of twice its width, with its words, and nothing in it but the picture", async () => {
  const charts = await drawCharts(await exampleDefinition({ months: ["2024-12", "2025-01"] }));
  const drawn = await withPictures(charts, ["png"], []);
  const pictures = drawn.flatMap(pictureFile);
  expect(pictures.map(({ name }) => name)).toEqual(charts.map(({ file }) => file.name.replace(".svg", ".png")));
  for (const [index, { bytes }] of pictures.entries()) {
    const parts = chunks(bytes);
    expect([...new Set(parts.map(({ type }) => type))]).toEqual(["IHDR", "IDAT", "IEND"]);
    const height = Number(/height="(\d+)"/.exec(charts[index]!.svg)?.[1]);
    expect([parts[0]!.data.readUInt32BE(0), parts[0]!.data.readUInt32BE(4)]).toEqual([1920, height * 2]);
    expect(inflateSync(Buffer.concat(parts.filter(({ type }) => type === "IDAT").map(({ data }) => data))).length).toBe(
      height * 2 * (1920 * 4 + 1),
    );
  }
  const [chart] = charts;
  const wordless = { ...chart!, svg: chart!.svg.replaceAll(/<text\b.*?<\/text>/g, "") };
  const bold = {
    ...chart!,
    svg: chart!.svg.replaceAll(/ font-weight="\d+"/g, "").replaceAll("<text", '<text font-weight="700"'),
  };
  const drawnAgain = await withPictures([chart!, wordless, bold], ["png"], []);
  const [again, without, heavy] = drawnAgain.flatMap(pictureFile);
  expect(Buffer.compare(again!.bytes, pictures[0]!.bytes)).toBe(0);
  expect(without!.bytes.length).toBeLessThan(again!.bytes.length * 0.8);
  expect(Buffer.compare(heavy!.bytes, again!.bytes)).not.toBe(0);
});

it("draws for a page of paper only the charts that Word does not draw itself", async () => {
  const definition = await exampleDefinition();
  const charts = await drawCharts(definition);
  const natives = nativeCharts(definition);
  const drawn = await withPictures(charts, ["docx"], natives);
  const answers = drawn.find(({ kind }) => kind === "answers")!;
  expect([answers.png, answers.paperPng]).toEqual([undefined, undefined]);
  const trend = drawn.find(({ kind, by, about }) => kind === "trend" && by === "service-type" && about === "intent")!;
  expect(trend.png).toBeUndefined();
  expect(Buffer.from(trend.paperPng!).readUInt32BE(16)).toBe(1440);
  const [wide] = await withPictures([{ ...trend, paper: null }], ["docx"], natives);
  expect(Buffer.from(wide!.png!).readUInt32BE(16)).toBe(1920);
  expect(await withPictures(charts, ["pdf", "html", "xlsx"], natives)).toEqual(charts);
});

it("gives the same picture where it was drawn ahead", async () => {
  const [chart] = await drawCharts(await exampleDefinition({ months: ["2025-01"] }));
  const [before] = await withPictures([chart!], ["png"], []);
  await drawAhead(wantedPictures(chart!, ["png"], []));
  const [after] = await withPictures([chart!], ["png"], []);
  expect(Buffer.compare(before!.png!, after!.png!)).toBe(0);
  expect(after!.png).not.toBe(before!.png);
});
