/**
 * Waits until three looks in a row, each a turn of the event loop apart, see the same chart: recharts comes to rest over a
 * few of them.
 * @throws Error where it never does
 */
export async function settled(element: { readonly innerHTML: string }): Promise<void> {
  let last = "";
  let same = 0;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    const now = element.innerHTML;
    same = now === last && now.includes("<svg") ? same + 1 : 0;
    if (same >= 3) return;
    last = now;
  }
  throw new Error("A chart did not come to rest.");
}

const MOST_LOOKS = 200;
