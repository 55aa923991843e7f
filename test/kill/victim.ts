import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";

/**
 * The built engine as the desktop app starts it, to be killed: does one piece of work on the campaign "mine" of a library and
 * says each progress on a line of its own, so that whoever kills it knows how far it is. Imports nothing of the sources: it
 * starts in a moment.
 */
type Reply = { id: number; type: string; value?: never; error?: { message: string } };

const [library = "", packs = "", work = "", plan = "null"] = process.argv.slice(2);
const folder = path.dirname(library);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const parentPort = new EventEmitter();
Object.assign(process, { parentPort });
const builtEngine: string = "../../build/engine/main.js";
await import(builtEngine);

const pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
const toEngine = new EventEmitter();
parentPort.emit("message", {
  ports: [
    {
      on: (name: string, listener: (event: { data: unknown }) => void) => toEngine.on(name, listener),
      start: () => undefined,
      postMessage({ id, type, value, error }: Reply) {
        if (type === "progress") {
          const { stage, done } = value as unknown as { stage: string; done: number };
          say(`${stage} ${done}`);
        } else if (type === "result") pending.get(id)?.resolve(value as never);
        else pending.get(id)?.reject(new Error(error?.message));
      },
    },
  ],
});

function call<T>(operation: string, input: unknown): Promise<T> {
  const id = pending.size + 1;
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject });
    toEngine.emit("message", { data: { id, type: "call", operation, input } });
  });
}

const id = "mine";
const theirs = { path: path.join(folder, "theirs.evidence"), name: "theirs" };
const works: Readonly<Record<string, () => Promise<unknown>>> = {
  async import() {
    const files = ["february.csv", "survey.csv"].map((name) => ({ path: path.join(folder, name), name }));
    const { stageId } = await call<{ stageId: string }>("import.stage", { files });
    return call("import.commit", { stageId });
  },
  async undo() {
    const [newest] = await call<{ importId: number }[]>("import.list", {});
    return call("import.undo", { importId: newest?.importId });
  },
  decide: () =>
    call("check.decide", { kind: "unknown-wording", question: "intent.la", wording: "Perhaps", value: "likely" }),
  merge: () => call("campaign.merge", theirs),
  replace: () => call("campaign.openCopy", { ...theirs, passphrase: null, replace: id }),
  async restore() {
    const { backups } = await call<{ backups: { name: string }[] }>("backup.list", { id });
    return call("backup.restore", { id, name: backups.at(-1)?.name });
  },
  async backup() {
    for (let made = 0; made < 20; made += 1) say(`backup ${JSON.stringify(await call("backup.make", { id }))}`);
  },
  async copy() {
    const to = path.join(folder, "shared", "copy.evidence");
    mkdirSync(path.dirname(to), { recursive: true });
    for (let made = 0; made < 20; made += 1) await call("campaign.saveCopy", { id, to, passphrase: null });
  },
  pack: () =>
    call("brief.compose", { month: null, title: null, plan: JSON.parse(plan) as unknown, into: packs, zip: false }),
  // An older format is brought up to date by opening it.
  open: () => Promise.resolve(),
};

say("opening");
await call("campaign.open", { id });
say("open");
await works[work]?.();
say("done");
process.exit(0);
