/** One main per idea, for programs that embed the runtime. Start reading at {@code OwnTool}. */
@NullMarked
package dev.bivouac.samples;

import org.jspecify.annotations.NullMarked;
