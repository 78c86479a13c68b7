import { defineConfig } from 'vitest/config';

// Tests wait by event. The limit is for what never comes, on a machine that is busy with something else.
// What is built is loaded by Node itself: it requires parts of itself, which must be the modules that the test has imported.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, server: { deps: { external: [/\/dist\//] } } } });
