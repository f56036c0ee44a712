import { wordList } from './word-list.ts';

/**
 * Folded words that people wrap a subject in: what they want done about it, how bad it is, what kind of thing they look for. They
 * are words of the question more than of its subject: "los permisos tardan demasiado" is about permits.
 */
const framingWords: Readonly<Record<string, ReadonlySet<string>>> = {
  es: wordList(`
    aumenta aumentan aumentar ayudar baja bajar bajaron buena buenas bueno caso casos conseguir crear dar demasiada
    demasiado demora demoran dinero disminuir disminuye ejemplo ejemplos enfrentar evidencia evidencias evitan evitar
    experiencia experiencias falta faltan fomentar forma guita hay hicieron hizo implementar impulsar iniciativa
    iniciativas leccion lecciones lenta lento lograr logro manera medidas mejor mejora mejorada mejoradas mejorado
    mejorados mejoran mejorar mejoras mejores mejoro nueva nuevas nuevo nuevos plata politica politicas poner practica
    practicas prevenir problema problemas programa programas promover proyecto proyectos quiero rapida rapido
    reduccion reduce reducen reducir resolver saber subir tarda tardan tardar ver`),
  pt: wordList(`
    ajudar aumenta aumentam aumentar boa boas bom caso casos combater conseguir criar dar demais demora demoram
    diminuir dinheiro enfrentar evidencia evidencias evitar exemplo exemplos experiencia experiencias falta faltam
    fizeram fomentar forma grana implementar impulsionar iniciativa iniciativas lenta lento licao licoes maneira
    medidas melhor melhora melhorar melhores nova novas novo novos politica politicas praticas prevenir problema
    problemas programa programas projeto projetos promover quero rapida rapido reducao reduz reduzem reduzir resolver
    saber ver`),
  en: wordList(`
    avoid best better boost case cases create cut evidence example examples experience experiences fast good help
    helped implement improve improved improves improving increase increasing initiative initiatives keep know lack
    lesson lessons lower measures money need needs new policies policy practice practices prevent preventing
    prevention problem problems program programme programmes programs project projects promote promoting quick quickly
    reduce reduced reduces reducing reduction slow slowly solve solving stop take takes too want way ways`),
};

/** Whether a folded word frames a question, in any language that we know. */
export const isFraming = (word: string): boolean => Object.values(framingWords).some((words) => words.has(word));
