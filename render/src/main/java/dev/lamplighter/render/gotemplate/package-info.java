/**
 * Go's {@code text/template} with {@code missingkey=error}, as Matchbox renders with it.
 *
 * <p>The way of a text: {@link dev.lamplighter.render.gotemplate.Lexer} cuts it into tokens, the parser writes one flat
 * {@link dev.lamplighter.render.gotemplate.Program} for each template in it, and a machine with an explicit stack runs the program. No step
 * recurses on the nesting of the template, so no text can overflow the Java stack. Values are those of decoded JSON, see
 * {@link dev.lamplighter.render.gotemplate.GoTemplate#render}; texts are held as {@link dev.lamplighter.render.gotemplate.GoText} says.
 */
package dev.lamplighter.render.gotemplate;
