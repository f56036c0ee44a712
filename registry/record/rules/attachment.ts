import { finding } from '../../finding/finding.ts';
import type { RegistryRule } from '../../rule.ts';
import { folderOfCase } from '../files.ts';

/** What a record shows is there: a page with a broken picture says less than one without. */
export const checkAttachments: RegistryRule = (tree, { cases }) =>
  [...cases.values()].flatMap(({ file, facts, source }) =>
    (facts.attachments ?? []).flatMap((attachment, index) =>
      tree.has(`${folderOfCase(file)}files/${attachment.file}`)
        ? []
        : [finding('attachment-missing', source.yaml.locate(['attachments', index, 'file']), { given: attachment.file })],
    ),
  );
