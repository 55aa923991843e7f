import { createHmac } from "node:crypto";
import type { Draws } from "./disclosure/round.ts";

/** The draws of a campaign: HMAC-SHA-256 of the label under its secret, as a number in [0,1) of 48 bits. */
export function drawsOf(secret: string): Draws {
  const key = Buffer.from(secret, "hex");
  return (label) => createHmac("sha256", key).update(label).digest().readUIntBE(0, 6) / 2 ** 48;
}
