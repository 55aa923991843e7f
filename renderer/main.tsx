import "@mantine/core/styles.css";
import "./ui/app.css";
import "./ui/intake.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { connect } from "./host/connect.ts";
import { EngineProvider } from "./host/engine.tsx";
import { NoHost } from "./start/NoHost.tsx";
import { cssVariables, theme } from "./ui/theme.ts";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
setNonce(nonce);

const queries = new QueryClient({
  defaultOptions: {
    queries: { networkMode: "always", retry: false, staleTime: Infinity, refetchOnWindowFocus: false },
    mutations: { networkMode: "always", retry: false },
  },
});
// A file dropped beside the drop zone must not take the app's place in the window; Import's own listeners come later.
for (const kind of ["dragover", "drop"] as const) {
  window.addEventListener(kind, (event) => {
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
  });
}
const connection = connect();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      {connection === null ? (
        <NoHost />
      ) : (
        <QueryClientProvider client={queries}>
          <EngineProvider connection={connection}>
            <App />
          </EngineProvider>
        </QueryClientProvider>
      )}
    </MantineProvider>
  </StrictMode>,
);
