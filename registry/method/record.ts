import type { RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import type { Method } from './schema.ts';

export type MethodRecord = RegistryRecord<Method>;
export type MethodView = RecordView<Method>;

/** The cases that say that they use a method. */
export const casesWith = (method: string, { cases }: Pick<Registry, 'cases'>) =>
  [...cases.values()].filter(({ facts }) => facts.methods?.includes(method));
