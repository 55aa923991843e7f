import { benchDisclosure } from "./.rest.ts";
await benchDisclosure((line) => console.log(line));
