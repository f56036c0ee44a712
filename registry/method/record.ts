import type { RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { Method } from './schema.ts';

export type MethodRecord = RegistryRecord<Method>;
export type MethodView = RecordView<Method>;
