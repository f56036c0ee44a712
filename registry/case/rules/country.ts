import { iso31662 } from 'iso-3166/2.js';
import { alpha2 } from '../../country/country.ts';
import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

let regions: ReadonlySet<string> | undefined;

/** Countries are assigned ISO 3166-1 codes, and regions ISO 3166-2 codes of their country. */
export const checkCountries: CaseRule = ({ facts, source }) =>
  facts.places.flatMap(({ country, region }, index) => {
    const code = alpha2(country);
    if (code === undefined)
      return [finding('country-unknown', source.yaml.locate(['places', index, 'country']), { given: country })];
    if (region === undefined) return [];
    regions ??= new Set(iso31662.map((entry) => entry.code));
    if (region.startsWith(`${code}-`) && regions.has(region)) return [];
    return [
      finding('region-unknown', source.yaml.locate(['places', index, 'region']), { given: region, country, prefix: `${code}-` }),
    ];
  });
