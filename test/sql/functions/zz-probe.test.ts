import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { runQuery } from './run-query.js';
const ty = (t: any): string => t.kind === 'array' ? `A<${ty(t.elementType)}${t.containsNull ? '?' : ''}>` : t.kind === 'map' ? `M<${ty(t.keyType)},${ty(t.valueType)}${t.valueContainsNull ? '?' : ''}>` : t.kind === 'struct' ? `S<${t.fields.map((f: any) => `${f.name}:${ty(f.dataType)}${f.nullable ? '?' : ''}`).join(',')}>` : t.simpleString;
test('probe', () => {
  const out: string[] = []; let ok = 0; let n = 0;
  for (const f of ['p1', 'p2', 'p3', 'p4']) for (const chunk of readFileSync(`/tmp/nfn/${f}.out`, 'utf8').split('\n> ')) {
    const [sql, a = '', b = ''] = chunk.replace(/^> /, '').split('\n').map(x => x.trim()); n++;
    let s = '', r = '', err = '';
    try { const q = runQuery(sql!); s = q.schema.fields.map(x => `${x.name} :${ty(x.dataType)}${x.nullable ? '?' : ''}`).join(' ; '); r = q.shown.join(' / '); } catch (e: any) { err = e.condition ?? `${e.name}: ${e.message}`; }
    const norm = (x: string) => x.replace(/\|/g, ' ').replace(/ \/ /g, ' ').replace(/\s+/g, ' ').trim();
    const want = a.startsWith('!') ? a : b.startsWith('!') ? b : '';
    const cond = want.replace(/^!+/, '').split(' ')[0];
    const good = want ? err === cond || (want.startsWith('!!') && err !== '') : s === a && norm(r) === norm(b);
    if (good) ok++; else if (!/UNRESOLVED_ROUTINE|no (window|join)|CATALOG_OPERATION|WINDOW/.test(err)) out.push(`${sql}\n   got  ${err || `${s} = ${r}`}\n   want ${want.slice(0, 160) || `${a} = ${b}`}`);
  }
  writeFileSync('/tmp/nfn/probe.cmp', `${ok}/${n}\n${out.join('\n')}`);
}, 60000);
