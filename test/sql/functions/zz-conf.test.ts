import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { runQuery } from '/work/main/test/sql/functions/run-query.js';
test('conf', () => {
  const groups = new Map<string, string>();
  for (const l of readFileSync('/tmp/nfn/info.txt', 'utf8').split('\n')) if (l.startsWith('=====\t')) { const f = l.split('\t'); groups.set(f[2]!, f[3]!); }
  const mine = new Set(['array_funcs', 'collection_funcs', 'map_funcs', 'struct_funcs', 'lambda_funcs', 'generator_funcs', 'table_funcs', 'agg_funcs', 'window_funcs', 'vector_funcs', 'st_funcs', 'sketch_funcs']);
  const areas = new Set(['array', 'collection', 'map', 'struct', 'vector', 'generator', 'aggregate']);
  const canon = (x: any): any => Array.isArray(x) ? x.map(canon) : x && typeof x === 'object' ? Object.fromEntries(Object.keys(x).sort().map(k => [k, canon(x[k])])) : x;
  const out: string[] = []; let ok = 0; let n = 0; let skipped = 0;
  const lines = [...readFileSync('/work/shared/conformance/functions.jsonl', 'utf8').trim().split('\n').map(l => JSON.parse(l)).filter(x => mine.has(groups.get(x.name) ?? '')), ...readFileSync('/work/shared/conformance/scenarios.jsonl', 'utf8').trim().split('\n').map(l => JSON.parse(l)).filter(x => areas.has(x.area.replace('function/', '')))];
  for (const s of lines) for (const step of s.steps) {
    if (step.kind !== 'query') continue; n++;
    let got = '', want = ''; 
    const cells = (show: string) => show.split('\n').filter((r: string) => r.startsWith('|')).slice(1).map((r: string) => r.slice(1, -1).split('|').map(c => c.trim()).join('|'));
    want = step.error !== undefined && step.error !== null ? `!${step.error}` : '';
    try {
      const r = runQuery(step.sql, s.conf);
      const a = JSON.stringify(canon(r.schema.fields.map(f => [f.name, JSON.parse(f.dataType.json()), f.nullable])));
      const rows = r.shown.map(x => x.split('|').map(c => c.trim()).join('|'));
      got = `${a} ${JSON.stringify(step.ordered ? rows : rows.toSorted())}`;
      if (!want) { const b = JSON.stringify(canon(step.schema.fields.map((f: any) => [f.name, f.type, f.nullable]))); const w = cells(step.show); want = `${b} ${JSON.stringify(step.ordered ? w : w.toSorted())}`; if (step.deterministic === false) { got = a; want = b; } }
    } catch (e: any) { got = `!${e.condition ?? e.name + ': ' + e.message}`; if (!want) want = JSON.stringify((step.schema?.fields ?? []).map((f: any) => [f.name, f.type, f.nullable])) + (step.show ? JSON.stringify(cells(step.show)) : ''); }
    if (JSON.stringify(JSON.parse(JSON.stringify(got))) === want || got === want) ok++;
    else if (/no (window|join|setOperation|distinct|withCte|cteReference|expand|sample|tail) here|WINDOW/.test(got)) skipped++;
    else out.push(`${step.sql}\n   got  ${got.slice(0, 500)}\n   want ${want.slice(0, 500)}`);
  }
  writeFileSync('/tmp/nfn/conf.out', `${ok}/${n} skipped ${skipped}\n${out.join('\n')}`);
}, 120000);
