/**
 * Butane configurations, translated to Ignition as CoreOS' {@code butane} 0.29 does it.
 *
 * <p>{@link dev.lamplighter.render.butane.Butane} is the way in. A document becomes a {@link dev.lamplighter.render.butane.YamlNode} tree, which
 * knows lines and columns; {@link dev.lamplighter.render.butane.SourceSchema} is the table of what it may hold in each
 * {@link dev.lamplighter.render.butane.Dialect}; the classes named {@code …Sugar} write what Ignition has no word for.
 */
package dev.lamplighter.render.butane;
