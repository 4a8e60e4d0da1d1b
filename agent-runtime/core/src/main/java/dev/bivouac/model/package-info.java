/**
 * What the kernel must know of a model that LangChain4j cannot tell it, and one blocking call of a
 * streaming model.
 */
@NullMarked
package dev.bivouac.model;

import org.jspecify.annotations.NullMarked;
