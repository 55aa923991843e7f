import { Window } from "happy-dom";
import type { ReactElement } from "react";
import { settled } from "../../../shared/charts/settled.ts";
import { measuredWidth } from "./font-metrics.ts";

/** Draws React components without a screen. `close` puts the globals back as they were. */
export interface Drawing {
  /** Renders until nothing changes any more, hands the element to `read`, and takes the component down again. */
  draw<T>(component: ReactElement, read: (element: Element) => T): Promise<T>;
  close(): Promise<void>;
}

/** What React and recharts look for in the global object. */
const GLOBALS = [
  "window",
  "document",
  "navigator",
  "Node",
  "Element",
  "HTMLElement",
  "HTMLIFrameElement",
  "SVGElement",
  "Event",
  "CustomEvent",
  "MutationObserver",
  "ResizeObserver",
  "getComputedStyle",
  "requestAnimationFrame",
  "cancelAnimationFrame",
] as const;

/**
 * Opens a happy-dom window for the length of a composition. Nothing is fetched and no script runs in it. React is
 * loaded only now, because it looks for a window when it is loaded.
 */
export async function openDrawing(): Promise<Drawing> {
  const window = new Window({ url: "about:blank", width: 1200, height: 900 });
  const restore = install(window);
  measureByMetrics(window);
  const [{ createRoot }, { flushSync }] = await Promise.all([import("react-dom/client"), import("react-dom")]);
  return {
    async draw(component, read) {
      const host = window.document.createElement("div");
      window.document.body.appendChild(host);
      const element = host as unknown as HTMLElement;
      const root = createRoot(element);
      try {
        flushSync(() => root.render(component));
        await settled(element);
        return read(element);
      } finally {
        flushSync(() => root.unmount());
        host.remove();
      }
    },
    async close() {
      // React finishes its last passive effects in turns of the event loop of its own.
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
      restore();
      await window.happyDOM.close();
    },
  };
}

function install(window: Window): () => void {
  const target = globalThis as Record<string, unknown>;
  const before = GLOBALS.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of GLOBALS) {
    const value = name === "window" ? window : (window as unknown as Record<string, unknown>)[name];
    const bound = /^[a-z]/.test(name) && typeof value === "function" ? value.bind(window) : value;
    Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  };
}

/** happy-dom lays nothing out: every box is empty. Text gets its width from font metrics instead. */
function measureByMetrics(window: Window): void {
  const prototype = window.Element.prototype;
  prototype.getBoundingClientRect = function boxOf(this: InstanceType<typeof window.Element>) {
    const style = this.getAttribute("style") ?? "";
    const size = Number(/font-size:\s*([\d.]+)px/.exec(style)?.[1] ?? this.getAttribute("font-size") ?? 12);
    return new window.DOMRect(0, 0, measuredWidth(this.textContent, size), size * 1.2);
  };
}
