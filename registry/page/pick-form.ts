/** The id of the form of a page that takes what is ticked; its boxes may stand anywhere, also in what a browser adds. */
export const PICK_FORM = 'pick';
