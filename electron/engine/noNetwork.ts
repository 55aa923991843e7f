import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { BroadcastChannel } from "node:worker_threads";
import { faultLine, type Journal } from "./journal.ts";

/** A connection, a datagram or a name that some code asked the network for. */
export class NetworkRefused extends Error {
  readonly code = "ENETREFUSED";
  constructor() {
    super("Bellwether reaches no network.");
  }
}

/**
 * Shuts the network off for this thread, whoever asks: our own code or that of a library. Everything in Node that reaches out
 * (fetch, WebSocket, http, https, http2, tls) connects a socket, which fails with `NetworkRefused`, as datagrams and the
 * looking up of names do. Listening stays: the loopback host answers.
 * @param journal where refusals are noted, those of worker threads too; a worker passes none and tells the thread that has one
 */
export function denyNetwork(journal: Journal | null): void {
  const others = new BroadcastChannel("bellwether network");
  others.unref();
  if (journal !== null) {
    others.addEventListener("message", (event) => {
      if (event instanceof MessageEvent) journal.note(String(event.data));
    });
  }
  const refused = (): NetworkRefused => {
    const fault = new NetworkRefused();
    const line = faultLine(fault, "network");
    if (journal === null) others.postMessage(line);
    else journal.note(line);
    return fault;
  };
  const unreachable = function (this: net.Socket): net.Socket {
    return this.destroy(refused());
  };
  const refuse = (): never => {
    throw refused();
  };
  const refuseLater = (): Promise<never> => Promise.reject(refused());
  net.Socket.prototype.connect = unreachable;
  dgram.Socket.prototype.send = refuse;
  dgram.Socket.prototype.connect = refuse;
  const { lookup } = dns;
  for (const [names, answer] of [
    [dns, refuse],
    [dns.Resolver.prototype, refuse],
    [dns.promises, refuseLater],
    [dns.promises.Resolver.prototype, refuseLater],
  ] as const) {
    for (const name of Object.getOwnPropertyNames(names).filter((each) => /^(?:lookup|resolve|reverse)/.test(each)))
      Object.defineProperty(names, name, { value: answer });
  }
  // An address is no name: listening on 127.0.0.1 looks it up, and nothing is asked for it.
  const lookupNothing = (name: string, ...rest: readonly unknown[]): unknown =>
    net.isIP(name) === 0 ? refuse() : Reflect.apply(lookup, dns, [name, ...rest]);
  Object.defineProperty(dns, "lookup", { value: lookupNothing });
  syncBuiltinESMExports();
}
