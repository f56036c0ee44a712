import { readYamlFile } from '../../content/read-file.ts';
import type { YamlFile } from '../../content/yaml.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import type { RecordRule, RegistryRule } from '../record.ts';
import type { Path } from '../../schema/walk.ts';
import { sourceAddress, type Source, sourcesSchema } from '../../source/source.ts';

/** Types of sources that have no address. */
const SPOKEN: readonly Source['type'][] = ['personal_communication', 'interview'];

/** Readers need an address to check a source: asks reviewers for a missing one. */
export const checkSourceAddresses: RegistryRule = (tree) => {
  const content = tree.get('sources.yml');
  const shared = content && readYamlFile('sources.yml', content, sourcesSchema).value;
  return shared ? withoutAddress(shared.data, shared.yaml, []) : [];
};

/** The same of the publications that only one record cites. */
export const checkReferenceAddresses: RecordRule = ({ facts, source }) =>
  withoutAddress(facts.references ?? [], source.yaml, ['references']);

const withoutAddress = (sources: readonly Source[], yaml: YamlFile, path: Path): Finding[] =>
  sources.flatMap((source, index) =>
    sourceAddress(source) !== undefined || source.ISBN !== undefined || SPOKEN.includes(source.type)
      ? []
      : [finding('source-without-address', yaml.locate([...path, index, 'id']), { given: source.id })],
  );
