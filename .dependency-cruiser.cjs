/** The arrows of ARCHITECTURE.md: who may import whom. */
const only = (name, from, to, comment) => ({ name, severity: 'error', comment, from: { path: from }, to: { path: '^src/', pathNot: to } });
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'shell-is-on-top', severity: 'error', from: { pathNot: '^src/shell/' }, to: { path: '^src/shell/' } },
    only(
      'executor-imports',
      '^src/executor/',
      '^src/(executor|closures|threads|errors)/|^src/rdd/lineage\\.ts|^src/scheduler/events\\.ts',
      'an executor is entered by messages and knows plain data',
    ),
    only('closures-imports', '^src/closures/', '^src/(closures|errors)/', 'closures know no engine'),
    only('compiler-imports', '^src/compiler/', '^src/(compiler|threads|errors)/', 'the compiler knows no engine'),
    only(
      'scheduler-imports',
      '^src/scheduler/',
      '^src/(scheduler|threads|errors)/|^src/rdd/lineage\\.ts|^src/closures/captured\\.ts|^src/executor/shuffle/map-output\\.ts',
      'the scheduler sees descriptions only',
    ),
    {
      name: 'driver-loads-no-engine',
      severity: 'error',
      comment: 'the sql thread alone loads DuckDB: it takes the driver half a second',
      from: { path: '^src/sql/backend/duckdb/duckdb-client\\.ts$' },
      to: { path: '^src/sql/backend/duckdb/(record-scan|duckdb-values|column-data|set-column|text-column)\\.ts$', reachable: true },
    },
    only('ui-sees-events-only', '^src/ui/', '^src/(ui|threads|errors)/|^src/scheduler/events\\.ts', 'the UI sees events only'),
    {
      name: 'post-message-stays-in-threads',
      severity: 'error',
      from: { pathNot: '^src/threads/' },
      to: { path: '^node:worker_threads$|^worker_threads$' },
    },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' } },
};
