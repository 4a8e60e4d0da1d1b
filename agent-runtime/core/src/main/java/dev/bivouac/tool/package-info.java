/**
 * What a tool is, how it is declared to the model and how it is called.
 *
 * <p>A tool is a method with LangChain4j's {@code @Tool}. Start reading at {@link
 * dev.bivouac.tool.Toolbox}.
 */
@NullMarked
package dev.bivouac.tool;

import org.jspecify.annotations.NullMarked;
