import { wordList as list } from './word-list.ts';

/** Folded function words per language: articles, prepositions, pronouns, auxiliaries, question words. Never content words. */
export const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
  es: list(`
    a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos asi aun aunque bajo bien cada casi como
    con contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos de del desde donde dos durante e el ella ellas ello ellos en
    entre era eran es esa esas ese eso esos esta estaba estan estar estas este esto estos fue fueron ha hace hacen hacer hacia hago
    han hasta hay he la las le les lo los mas me menos mi mientras mis mismo mucha muchas mucho muchos muy nada ni no nos nosotros nuestra
    nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque pues puede pueden puedo que quien quienes se sea
    segun ser si sido sin sobre solo somos son soy su sus tal tambien tan tanto te tener tengo tenemos ti tiene tienen toda todas todo
    todos tras tu tus u un una unas uno unos usted va vez y ya yo`),
  pt: list(`
    a ainda algo algum alguma algumas alguns ante antes ao aos apenas aquela aquelas aquele aqueles as assim ate bem cada com como
    contra cujo da das de dela dele deles depois desde dessa desse desta deste do dois dos durante e ela elas ele eles em embora entre
    era eram essa essas esse esses esta estao estar estas estava este estes eu faz fazem fazer foi foram ha isso isto ja la lhe lhes
    mais mas me menos mesmo meu meus minha muita muitas muito muitos na nada nao nas nem nenhum nenhuma nessa nesse nesta neste no nos nossa
    nossas nosso nossos num numa o onde os ou outra outras outro outros para pela pelas pelo pelos per pode podem por porem porque
    posso pouco qual quais qualquer quando quanta quantas quanto quantos que quem se seja sem sempre ser seu seus si sido sob sobre
    somos sou sua suas tal tambem tao te tem temos tenho ter teu toda todas todo todos tu tua um uma umas uns voce voces`),
  en: list(`
    a about after all also although am among an and any are as at be because been before being between both but by can could did do
    does doing done during each else even every few for from get gets give had has have having he her here hers him his how i if in
    into is it its itself just least less let like made make makes many may me might more most much must my no nor not of off on once only or
    other our out over own per s same shall she should since so some such t than that the their them then there these they this those
    through thus to too under until up upon us very was we were what when where whether which while who whom whose why will with
    within without would you your`),
};
