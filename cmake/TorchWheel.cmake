# LibTorch as a Python wheel ships it, with CUDA where the wheel has it. The wheel's own CMake files ask for CUDA's
# toolkit with its compiler, which nothing here needs: headers and libraries come with the wheel and those it depends on.
# TANDEM_TORCH_WHEEL is the folder "torch" of a Python environment. Sets what find_package(Torch) would.

set(torch_wheel ${TANDEM_TORCH_WHEEL})
if(NOT EXISTS ${torch_wheel}/lib/libtorch_cpu.so OR NOT EXISTS ${torch_wheel}/include/torch/csrc/api/include/torch/torch.h)
  message(FATAL_ERROR "TANDEM_TORCH_WHEEL=${torch_wheel} is not the folder torch of a Python environment with PyTorch")
endif()
# The libraries of the system are built with the C++11 ABI; a program has one of the two.
if(EXISTS ${torch_wheel}/share/cmake/Torch/TorchConfig.cmake)
  file(STRINGS ${torch_wheel}/share/cmake/Torch/TorchConfig.cmake old_abi REGEX "_GLIBCXX_USE_CXX11_ABI=0")
  if(old_abi)
    message(FATAL_ERROR "The PyTorch in ${torch_wheel} was built with the C++ ABI from before 2011. Take version 2.7 or "
                        "later, whose wheels are not.")
  endif()
endif()

set(TORCH_INCLUDE_DIRS ${torch_wheel}/include ${torch_wheel}/include/torch/csrc/api/include)
set(torch_libraries "")
foreach(name torch torch_cpu c10 torch_cuda c10_cuda)
  if(EXISTS ${torch_wheel}/lib/lib${name}.so)
    list(APPEND torch_libraries ${torch_wheel}/lib/lib${name}.so)
  endif()
endforeach()
set(torch_runtime_folders ${torch_wheel}/lib)

set(TORCH_CUDA_LIBRARIES "")
if(EXISTS ${torch_wheel}/lib/libtorch_cuda.so)
  set(TORCH_CUDA_LIBRARIES ${torch_wheel}/lib/libtorch_cuda.so)
  file(GLOB nvidia_includes ${torch_wheel}/../nvidia/*/include)
  list(APPEND TORCH_INCLUDE_DIRS ${nvidia_includes})
  if(EXISTS /usr/local/cuda/include) # for what the wheels leave out
    list(APPEND TORCH_INCLUDE_DIRS /usr/local/cuda/include)
  endif()
  file(GLOB cuda_runtime ${torch_wheel}/../nvidia/*/lib/libcudart.so.*)
  if(NOT cuda_runtime AND EXISTS /usr/local/cuda/lib64/libcudart.so)
    set(cuda_runtime /usr/local/cuda/lib64/libcudart.so)
  endif()
  if(cuda_runtime)
    list(GET cuda_runtime 0 cuda_runtime)
    list(APPEND torch_libraries ${cuda_runtime})
    get_filename_component(cuda_folder ${cuda_runtime} DIRECTORY)
    list(APPEND torch_runtime_folders ${cuda_folder})
  endif()
endif()

add_library(tandem_torch_wheel INTERFACE IMPORTED) # as what is tried while configuring may use no other
target_include_directories(tandem_torch_wheel SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_compile_definitions(tandem_torch_wheel INTERFACE USE_DISTRIBUTED USE_C10D_GLOO)
# Operators and devices register themselves when a library is loaded: none may be left out for want of a symbol.
target_link_libraries(tandem_torch_wheel INTERFACE -Wl,--push-state,--no-as-needed ${torch_libraries} -Wl,--pop-state)
set(TORCH_LIBRARIES tandem_torch_wheel)
list(APPEND CMAKE_BUILD_RPATH ${torch_runtime_folders})
list(APPEND CMAKE_INSTALL_RPATH ${torch_runtime_folders})
