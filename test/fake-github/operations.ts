import { createBlob, createCommit, createTree, getBlob, getCommit, getContent, getTree } from './git-objects.ts';
import { createRef, deleteRef, getRef, updateRef } from './git-refs.ts';
import type { Handler } from './hub.ts';
import { addLabels, createLabel, getLabel } from './labels.ts';
import { createPull, getPull, listFiles, listPulls, mergePull, requestReviewers, updatePull } from './pulls.ts';

/** The operations that the fake GitHub supports, by GitHub's own names. */
export const operations: Readonly<Record<string, Handler>> = {
  'git/create-blob': createBlob,
  'git/create-commit': createCommit,
  'git/create-ref': createRef,
  'git/create-tree': createTree,
  'git/delete-ref': deleteRef,
  'git/get-blob': getBlob,
  'git/get-commit': getCommit,
  'git/get-ref': getRef,
  'git/get-tree': getTree,
  'git/update-ref': updateRef,
  'issues/add-labels': addLabels,
  'issues/create-label': createLabel,
  'issues/get-label': getLabel,
  'pulls/create': createPull,
  'pulls/get': getPull,
  'pulls/list': listPulls,
  'pulls/list-files': listFiles,
  'pulls/merge': mergePull,
  'pulls/request-reviewers': requestReviewers,
  'pulls/update': updatePull,
  'repos/get-content': getContent,
};
