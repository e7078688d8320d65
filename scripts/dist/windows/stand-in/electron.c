// Stands in for electron.exe if no Electron for Windows is available: electron-builder can edit its resources and set its
// fuses, and it lives in the user's data folder as the till does. It runs while no file named `stop` is there, but no
// longer than ten minutes, and notes when it starts and ends.
#include <windows.h>
#include <shlobj.h>
#include <stdio.h>

/** Electron's default fuses: the mark that @electron/fuses looks for, version 1, how many, and the state of each. */
__attribute__((used)) static volatile const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09"
                                                           "101100011";

static int note(const wchar_t *home, const wchar_t *name) {
  wchar_t path[MAX_PATH];
  swprintf(path, MAX_PATH, L"%ls\\%ls.txt", home, name);
  FILE *file = _wfopen(path, L"a");
  if (!file) return 0;
  fprintf(file, "once\n");
  return fclose(file) == 0;
}

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR arguments, int show) {
  wchar_t home[MAX_PATH], stop[MAX_PATH];
  SHGetFolderPathW(NULL, CSIDL_APPDATA, NULL, 0, home);
  lstrcatW(home, L"\\Countertop POS");
  CreateDirectoryW(home, NULL);
  swprintf(stop, MAX_PATH, L"%ls\\stop", home);
  if (!note(home, L"started")) return 1;
  for (int left = 12000; left > 0 && GetFileAttributesW(stop) == INVALID_FILE_ATTRIBUTES; left--) Sleep(50);
  return note(home, L"ended") && fuses[0] == 'd' ? 0 : 1;
}
