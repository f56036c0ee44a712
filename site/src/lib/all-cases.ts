import { LICENSE_URL, SCHEMA_VERSION } from '#registry/publication/record-json.ts';
import { caseJson } from './case-data.ts';
import { contextFor } from './context.ts';
import { siteUrl } from './environment.ts';
import { loadRegistry } from './load-registry.ts';

/** All cases as one JSON file, a case at a time: as one text it would take as much memory as the whole registry. */
export async function* allCasesJson(): AsyncGenerator<string> {
  const { registry } = await loadRegistry();
  const context = await contextFor([...registry.locales.keys()][0]!);
  const about = {
    schema: SCHEMA_VERSION,
    name: registry.name,
    url: siteUrl,
    license: LICENSE_URL,
    sources: [...registry.sources.values()],
  };
  yield `${JSON.stringify(about).slice(0, -1)},"cases":[`;
  let before = '';
  for (const record of registry.cases.values()) {
    yield before + caseJson(record, context);
    before = ',';
  }
  yield ']}';
}
