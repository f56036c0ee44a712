import { comparison } from '#registry/compare/chosen.ts';
import { unbrokenHtml } from '#registry/page/unbroken.ts';
import { button, idsInAddress, place, readChosen } from './chosen-cases.ts';
import { t } from './words.ts';

const ids = idsInAddress();

if (ids.length > 0) {
  try {
    // The server may have made the table already.
    if (!place.querySelector('table')) place.innerHTML = unbrokenHtml(comparison(await readChosen(ids)));
    place.querySelector('.tools')?.append(
      ' · ',
      button(t('print.page'), () => print()),
    );
  } catch {
    place.textContent = t('compare.failed', { id: ids.join(', ') });
  }
}
