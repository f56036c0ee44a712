import { finding } from '../../finding/finding.ts';
import type { RegistryRule } from '../record.ts';
import { folderOf } from '../path.ts';

/** Every attachment of a record exists: a broken picture is worse than none. */
export const checkAttachments: RegistryRule = (tree, { records }) =>
  [...records.values()]
    .flatMap((ofKind) => [...ofKind.values()])
    .flatMap(({ file, facts, source }) =>
      (facts.attachments ?? []).flatMap((attachment, index) =>
        tree.has(`${folderOf(file)}files/${attachment.file}`)
          ? []
          : [finding('attachment-missing', source.yaml.locate(['attachments', index, 'file']), { given: attachment.file })],
      ),
    );
