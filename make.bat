@echo off
rem The words of the Makefile, for Windows.
where py >nul 2>nul
if %errorlevel% equ 0 (
  py -3 "%~dp0scripts\task.py" %*
) else (
  python "%~dp0scripts\task.py" %*
)
