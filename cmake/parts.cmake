# For WebAssembly, the library in parts: all of it travels to the page, so what runs once per step is made small rather than
# fast. Unrolled loops pay in kernels, hardly in what calls them.
target_compile_options(pretext_part INTERFACE -fno-rtti)

function(pretext_compile part optimisation)
  add_library(pretext_${part} OBJECT ${ARGN})
  target_compile_options(pretext_${part} PRIVATE ${optimisation})
  target_link_libraries(pretext_${part} PRIVATE pretext_part)
  target_sources(pretext PRIVATE $<TARGET_OBJECTS:pretext_${part}>)
endfunction()

set(layers ${library_sources})
list(FILTER layers INCLUDE REGEX "/src/layers/|/(conv_shape|pack|statistics|softmax).cpp")
set(kernels ${library_sources})
list(FILTER kernels INCLUDE REGEX "/src/kernels/|/(turn|warp|pen|noise|blur|shrink|dataset).cpp")
list(REMOVE_ITEM kernels ${layers})
set(rest ${library_sources})
list(REMOVE_ITEM rest ${layers} ${kernels})
# Each module defines some of these in the library's place, which works for whole files only.
set(replaced ${rest})
list(FILTER replaced INCLUDE REGEX "/src/(planning|study)/")
set_source_files_properties(${replaced} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)

pretext_compile(kernels -O3 ${kernels})
pretext_precompile(pretext_kernels <xsimd/xsimd.hpp>)
pretext_compile(layers -Oz ${layers})
pretext_precompile(pretext_layers)
pretext_together(pretext_layers)
pretext_compile(rest -Oz ${rest})
pretext_precompile(pretext_rest)
pretext_together(pretext_rest)
