import { comparison } from '#registry/compare/chosen.ts';
import { unbrokenHtml } from '#registry/page/unbroken.ts';
import { button, idsInAddress, place, readChosen, say, showFailure, showReading } from './chosen-cases.ts';
import { t } from './words.ts';

const ids = idsInAddress();

if (ids.length > 0) {
  try {
    // The server may have made the table already.
    if (!place.querySelector('table')) {
      showReading('.notice');
      place.innerHTML = unbrokenHtml(comparison(await readChosen(ids)));
      say(t('compare.ready'));
    }
    place.querySelector('.tools')?.append(
      ' · ',
      button(t('print.page'), () => print()),
    );
  } catch {
    showFailure(ids);
  }
}
