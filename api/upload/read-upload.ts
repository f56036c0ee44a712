import type { RequestHandler } from 'express';
import { accountOf } from '../body/budget.ts';
import { readMultipart } from '../body/multipart.ts';
import { UPLOAD_LIMITS } from './limits.ts';

/** What is posted: the fields as in every form, and the file that was chosen, if one was. */
export const readUpload: RequestHandler = async (request, response, next) => {
  const { fields, files } = await readMultipart(request, UPLOAD_LIMITS, accountOf(response));
  const grouped = Map.groupBy(fields, ([name]) => name);
  response.locals['form'] = {
    fields: Object.fromEntries([...grouped].map(([name, pairs]) => [name, pairs.map(([, value]) => value)])),
    attachments: [],
  };
  response.locals['file'] = files.find(({ bytes }) => bytes.length > 0);
  next();
};
