// Stands in for electron.exe if no Electron for Windows is available: electron-builder can edit its resources and set its
// fuses, and it lives in the user's data folder as the till does. It runs until a file named `stop` appears there, but
// no longer than ten minutes.
#include <windows.h>
#include <shlobj.h>
#include <stdio.h>

/** Electron's default fuses: the mark that @electron/fuses looks for, version 1, how many, and the state of each. */
__attribute__((used)) static volatile const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09"
                                                           "101100011";

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR arguments, int show) {
  wchar_t home[MAX_PATH], stop[MAX_PATH], journal[MAX_PATH];
  SHGetFolderPathW(NULL, CSIDL_APPDATA, NULL, 0, home);
  lstrcatW(home, L"\\Countertop POS");
  CreateDirectoryW(home, NULL);
  swprintf(stop, MAX_PATH, L"%ls\\stop", home);
  swprintf(journal, MAX_PATH, L"%ls\\started.txt", home);
  FILE *file = _wfopen(journal, L"a");
  if (!file) return 1;
  fprintf(file, "started\n");
  fclose(file);
  for (int left = 12000; left > 0 && GetFileAttributesW(stop) == INVALID_FILE_ATTRIBUTES; left--) Sleep(50);
  DeleteFileW(stop);
  return fuses[0] == 'd' ? 0 : 1;
}
