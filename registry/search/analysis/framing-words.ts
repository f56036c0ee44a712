import { wordList } from './word-list.ts';

/**
 * Folded words that people wrap a subject in: what they want done about it, how bad it is, what kind of thing they look for. They
 * are words of the question more than of its subject: "los permisos tardan demasiado" is about permits.
 */
const framingWords: Readonly<Record<string, ReadonlySet<string>>> = {
  es: wordList(`
    aumentar ayudar bajar buena bueno caso casos conseguir crear dar demasiada demasiado demora demoran ejemplo ejemplos enfrentar
    evitar experiencia experiencias falta faltan forma hay lenta lento lograr manera medidas mejor mejorar mejores nueva nuevas nuevo
    nuevos politica politicas prevenir problema problemas programa programas promover proyecto proyectos quiero rapida rapido reducir
    resolver saber subir tarda tardan tardar tratamiento ver`),
  pt: wordList(`
    ajudar aumentar boa bom caso casos combater conseguir criar dar demais demora demoram enfrentar evitar exemplo exemplos experiencia
    experiencias falta faltam forma lenta lento maneira medidas melhor melhorar melhores nova novas novo novos politica politicas
    prevenir problema problemas programa programas projeto projetos promover quero rapida rapido reduzir resolver saber ver`),
  en: wordList(`
    avoid best better case cases create cut example examples experience experiences fast good help improve increase keep know lack
    measures need needs new policies policy prevent prevention problem problems program programme programmes programs project
    projects promote quick quickly reduce slow slowly solve stop take takes too want way ways`),
};

/** Whether a folded word frames a question, in any language that we know. */
export const isFraming = (word: string): boolean => Object.values(framingWords).some((words) => words.has(word));
