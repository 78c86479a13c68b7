import { defineConfig } from 'vitest/config';

// Tests wait by event. The limit is for what never comes, on a machine that is busy with something else.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
