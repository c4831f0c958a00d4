import fs from 'node:fs';
const lock = JSON.parse(fs.readFileSync(process.argv[2] || 'package-lock.json', 'utf8'));
const have = lock.packages;
const out = {};
const resolve = (from, name) => {
  let p = from;
  for (;;) {
    const k = (p ? p + '/' : '') + 'node_modules/' + name;
    if (have[k]) return k;
    if (!p) return null;
    const i = p.lastIndexOf('node_modules/');
    p = i <= 0 ? '' : p.slice(0, i).replace(/\/$/, '');
  }
};
for (const [k, v] of Object.entries(have))
  for (const [n, r] of Object.entries(v.optionalDependencies || {}))
    if (!resolve(k, n)) (out[(k || '<root>') + '@' + v.version] ??= []).push(n + '@' + r);
console.log(JSON.stringify(out, null, 1));
