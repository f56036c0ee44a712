import { finding } from '../../finding/finding.ts';
import { gistOf } from '../gist.ts';
import type { RegistryRule } from '../record.ts';
import { folderOf } from '../path.ts';

/** Every attachment of a record exists: a broken picture is worse than none. */
export const checkAttachments: RegistryRule = (tree, { records }) =>
  [...records.values()]
    .flatMap((ofKind) => [...ofKind.values()])
    .flatMap((record) =>
      (gistOf(record).facts.attachments ?? []).flatMap(({ file }, index) =>
        tree.has(`${folderOf(record.file)}files/${file}`)
          ? []
          : [finding('attachment-missing', record.source.yaml.locate(['attachments', index, 'file']), { given: file })],
      ),
    );
