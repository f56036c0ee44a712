import { alpha2 } from '../../country/country.ts';
import { finding } from '../../finding/finding.ts';
import type { LabRule } from '../record.ts';

/** A lab's country is an assigned ISO 3166-1 code. */
export const checkCountry: LabRule = ({ facts: { country }, source }) =>
  country === undefined || alpha2(country) !== undefined
    ? []
    : [finding('country-unknown', source.yaml.locate(['country']), { given: country })];
